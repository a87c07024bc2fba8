using DataGate.Metrics.Language;
using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>The language model against its formulas.</summary>
public sealed class KneserNeyTests
{
    private static readonly string[] s_small = ["a b", "a c"];

    /// <summary>Sentences of up to 8 of 400 words, a few of them frequent: enough rare and repeated n-grams that every order has its own discounts.</summary>
    private static string[] Sentences(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 1 + random.Next(8)).Select(_ => $"w{(int)(400 * Math.Pow(random.NextDouble(), 4))}")))];
    }

    /// <summary>
    /// By hand. Counts of the words are what they follow: a, b, c 1, end 2 (after b and c), 5 in all; discounts ½, 1, 1½, as two
    /// records have no counts of 3; so γ = (3·½ + 1·1)/5 = ½, shared by 5 words: 0.1 each.
    /// </summary>
    [Test]
    public void A_small_model_has_the_probabilities_that_a_hand_computes()
    {
        var corpus = Drawn.Corpus(s_small, ["a d"]);
        var model = new KneserNey(corpus);
        model.Fit(Drawn.Draw(corpus, s_small));
        var words = corpus.Grams(1);
        var (a, b, d) = (words.Of(0)[0], words.Of(0)[1], words.Of(2)[1]);
        Assert.Multiple(() =>
        {
            Assert.That(model.Vocabulary, Is.EqualTo(5));
            Assert.That(model.Probability([], a), Is.EqualTo(0.2).Within(1e-15));
            Assert.That(model.Probability([], model.End), Is.EqualTo(0.3).Within(1e-15));
            Assert.That(model.Probability([], KneserNey.Unknown), Is.EqualTo(0.1).Within(1e-15));
            Assert.That(model.Probability([], d), Is.EqualTo(0.1).Within(1e-15), "a word of the corpus that was not learnt is unknown");
            Assert.That(model.Probability([model.Begin], a), Is.EqualTo(((2 - 1) / 2.0) + (0.5 * 0.2)).Within(1e-15));
            Assert.That(model.Probability([a], b), Is.EqualTo((0.5 / 2) + (0.5 * 0.2)).Within(1e-15));
            Assert.That(model.Probability([model.Begin, a], b), Is.EqualTo(0.425).Within(1e-15));
            Assert.That(model.Probability([a, b], model.End), Is.EqualTo(0.825).Within(1e-15));
            Assert.That(model.LogPerplexity(0, 2), Is.EqualTo(-(Math.Log(0.6) + Math.Log(0.425) + Math.Log(0.825)) / 3).Within(1e-15));
            Assert.That(model.LogPerplexity(0, 1), Is.EqualTo(-Math.Log(0.6)).Within(1e-15), "a record that is cut has no end");
        });
    }

    [Test]
    public void Probabilities_of_all_words_sum_to_1_after_every_history()
    {
        var sentences = Sentences(300);
        var corpus = Drawn.Corpus(sentences, ["words that were never learnt"]);
        var model = new KneserNey(corpus);
        model.Fit(Drawn.Draw(corpus, sentences[..200]));
        var known = Enumerable.Range(0, corpus.Grams(1).Types).Where(model.Knows).Append(model.End).Append(KneserNey.Unknown).ToList();
        Assert.That(known, Has.Count.EqualTo(model.Vocabulary));
        var histories = new List<int[]> { Array.Empty<int>(), new[] { model.Begin }, new[] { KneserNey.Unknown }, new[] { 0, KneserNey.Unknown } };
        for (var document = 0; document < corpus.Count; document++)
        {
            int[] words = [model.Begin, .. corpus.Grams(1).Of(document)];
            for (var end = 1; end <= words.Length; end++) histories.Add(words[Math.Max(0, end - 2)..end]);
        }
        Assert.That(histories, Has.Count.GreaterThan(1000));
        foreach (var history in histories)
            Assert.That(known.Sum(word => model.Probability(history, word)), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void It_equals_the_formulas_followed_word_by_word()
    {
        var sentences = Sentences(400);
        var corpus = Drawn.Corpus(sentences);
        var training = Drawn.Draw(corpus, sentences[..300]);
        var model = new KneserNey(corpus);
        model.Fit(training);
        var plain = new PlainKneserNey(corpus, training, model.Begin, model.End);
        Assert.That(Enumerable.Range(1, 3).Select(model.Discounts), Has.None.EqualTo((0.5, 1.0, 1.5)), "each order has its own");
        for (var document = 0; document < corpus.Count; document += 5)
            Assert.That(model.LogPerplexity(document, corpus.Length(document)), Is.EqualTo(plain.LogPerplexity(document)).Within(1e-12));
    }

    [Test]
    public void A_model_that_learns_anew_has_forgotten_everything()
    {
        var sentences = Sentences(100);
        var corpus = Drawn.Corpus(sentences);
        var (once, again) = (new KneserNey(corpus), new KneserNey(corpus));
        once.Fit(Drawn.Draw(corpus, sentences[..40]));
        again.Fit(Drawn.Draw(corpus, sentences));
        again.Fit(Drawn.Draw(corpus, sentences[..40]));
        for (var document = 0; document < corpus.Count; document++)
            Assert.That(again.LogPerplexity(document, corpus.Length(document)), Is.EqualTo(once.LogPerplexity(document, corpus.Length(document))));
    }

    /// <summary>Chen and Goodman 1999, equations 11, 26 and 27, over dictionaries of texts.</summary>
    private sealed class PlainKneserNey
    {
        private readonly Corpus _corpus;
        private readonly string _begin;
        private readonly string _end;
        private readonly Dictionary<string, int>[] _counts = [[], [], [], []];

        public PlainKneserNey(Corpus corpus, Draw training, int begin, int end)
        {
            (_corpus, _begin, _end) = (corpus, Name(begin), Name(end));
            for (var i = 0; i < training.Count; i++)
            {
                var words = Words(training.Documents[i]);
                for (var at = 1; at < words.Length; at++)
                {
                    for (var n = 1; n <= 3 && n <= at + 1; n++)
                    {
                        var gram = string.Join(' ', words[(at - n + 1)..(at + 1)]);
                        _counts[n][gram] = _counts[n].GetValueOrDefault(gram) + training.Times[i];
                    }
                }
            }
            for (var n = 1; n < 3; n++)
            {
                var longer = _counts[n + 1].Keys.ToList();
                foreach (var gram in _counts[n].Keys.Where(gram => !gram.StartsWith(_begin, StringComparison.Ordinal)).ToList())
                    _counts[n][gram] = longer.Count(other => other.EndsWith(" " + gram, StringComparison.Ordinal));
            }
        }

        public double LogPerplexity(int document)
        {
            var words = Words(document);
            var logs = Enumerable.Range(1, words.Length - 1).Select(at => Math.Log(Probability(words[Math.Max(0, at - 2)..at], words[at])));
            return -logs.Average();
        }

        private static string Name(int word) => $"w{word}w";

        private string[] Words(int document) => [_begin, .. _corpus.Grams(1).Of(document).ToArray().Select(Name), _end];

        private double Probability(string[] history, string word)
        {
            var shorter = history.Length == 0 ? 1.0 / (_counts[1].Count + 1) : Probability(history[1..], word);
            var counts = _counts[history.Length + 1];
            var prefix = string.Concat(history.Select(it => it + " "));
            var following = counts.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => pair.Value).ToList();
            if (following.Count == 0) return shorter;
            var own = counts.GetValueOrDefault(prefix + word);
            double all = following.Sum();
            return (Math.Max(own - Discount(counts, own), 0) / all) + (following.Sum(count => Discount(counts, count)) / all * shorter);
        }

        private static double Discount(Dictionary<string, int> counts, int count)
        {
            if (count == 0) return 0;
            double Of(int times) => counts.Values.Count(value => value == times);
            var (y, i) = (Of(1) / (Of(1) + (2 * Of(2))), Math.Min(count, 3));
            return i - ((i + 1) * y * Of(i + 1) / Of(i));
        }
    }
}
