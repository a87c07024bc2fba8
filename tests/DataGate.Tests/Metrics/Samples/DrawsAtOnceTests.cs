using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Many draws counted at once have the counts of one draw after the other.</summary>
public sealed class DrawsAtOnceTests
{
    [Test]
    public void Each_draw_has_the_counts_that_it_has_alone([Values(1, 2, 3, 5)] int order, [Values(1, 2, 31, 64)] int draws, [Values(3, 40, 900)] int texts)
    {
        var random = new Random((order * 100) + draws + texts);
        // More different n-grams than are added up at a time, texts without any, and words that many texts have.
        var corpus = Drawn.Corpus(Enumerable.Range(0, texts).Select(i => string.Join(' ', Enumerable.Range(0, random.Next(0, 9)).Select(_ => $"w{random.Next(random.Next(1, 4 * texts))}")) + $" {i % (texts / 2)}"));
        var atOnce = new DrawsAtOnce(corpus);
        var drawn = new Draw[draws];
        for (var i = 0; i < draws; i++)
        {
            // One of everything, others with repeats of a text that count differently.
            int[] documents = i == 0 ? [.. Enumerable.Range(0, corpus.Count)] : [.. Enumerable.Range(0, random.Next(0, 2 * texts)).Select(_ => random.Next(corpus.Count))];
            drawn[i] = new Draw(documents, [.. documents.Select(document => i == 0 ? corpus.Length(document) : random.Next(0, corpus.Length(document) + 1))], [.. documents.Select(_ => random.Next(1, 4))]);
            atOnce.Add(i, drawn[i]);
        }
        var found = atOnce.Count(order);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < draws; i++) Assert.That(found[i], Is.EqualTo(DistinctCountDraw.Count(Corpora.With(new DrawInput(corpus, drawn[i], null, new Workspace()), drawn[i]), order)), $"draw {i}");
            Assert.That(found[draws..], Is.All.EqualTo((0, 0L)));
            Assert.That(atOnce.Count(order), Is.EqualTo(found), "again");
        });
        // Started anew it knows nothing of them.
        atOnce.Restart();
        Assert.That(atOnce.Drawn.ToArray(), Is.All.Zero);
        Assert.That(atOnce.Count(order), Is.All.EqualTo((0, 0L)));
        atOnce.Add(0, drawn[^1]);
        Assert.That(atOnce.Count(order)[0], Is.EqualTo(found[draws - 1]));
    }

    private static readonly DrawMetric[] s_metrics = [new DistinctDraw(2), new EadDraw(), new TemplateShare(), new SelfBleu(1), new SelfBleu(3)];

    [Test]
    public void A_measure_says_of_each_what_it_says_of_it_alone([ValueSource(nameof(s_metrics))] DrawMetric metric, [Values(1, 5, 60, 400)] int texts, [Values(true, false)] bool isSmall, [Values(true, false)] bool isCut)
    {
        var random = new Random(texts);
        string Word() => $"w{random.Next(texts / 4)}";
        var corpus = Drawn.Corpus(Enumerable.Range(0, texts).Select(i => random.Next(3) switch
        {
            0 => $"please tell me how to {Word()} my {Word()} before {i}",
            1 => $"is there a way of {Word()} that {i} would not do for the {Word()}",
            _ => string.Join(' ', Enumerable.Range(0, random.Next(0, 12)).Select(_ => Word())),
        }));
        var atOnce = new DrawsAtOnce(corpus);
        var drawn = new Draw[DrawsAtOnce.Most];
        for (var i = 0; i < drawn.Length; i++)
        {
            int[] documents = [.. Enumerable.Range(0, isSmall ? random.Next(0, texts) : texts / 2).Select(_ => random.Next(corpus.Count))];
            drawn[i] = new Draw(documents, [.. documents.Select(document => isCut ? random.Next(corpus.Length(document) + 1) : corpus.Length(document))], [.. documents.Select(_ => random.Next(1, 4))]);
            atOnce.Add(i, drawn[i]);
        }
        var due = drawn.Select(draw => metric.Value(new DrawInput(corpus, draw, null, new Workspace()))).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(metric.IsOfManyAtOnce);
            Assert.That(metric.Values(atOnce), Is.EqualTo(due));
            Assert.That(texts < 60 || due.Distinct().Count() > 5, "they differ");
        });
    }

    [Test]
    public void A_measure_knows_nothing_of_the_draws_before([ValueSource(nameof(s_metrics))] DrawMetric metric)
    {
        var random = new Random(11);
        // Texts of up to 90 tokens: counts of two digits and more, and logarithms beyond those that are kept.
        var corpus = Drawn.Corpus(Enumerable.Range(0, 60).Select(i => string.Join(' ', Enumerable.Range(0, i % 3 == 0 ? random.Next(50, 90) : random.Next(9)).Select(_ => $"w{random.Next(200)}")) + $" {i % 20}"));
        var atOnce = new DrawsAtOnce(corpus);
        Assert.Multiple(() =>
        {
            // The last has draws of few numbers only, as the last exchanges of a comparison do.
            foreach (var draws in new[] { DrawsAtOnce.Most, DrawsAtOnce.Most, 6 })
            {
                atOnce.Restart();
                var due = new double?[DrawsAtOnce.Most];
                for (var i = 0; i < draws; i++)
                {
                    int[] documents = [.. Enumerable.Range(0, random.Next(2, 50)).Select(_ => random.Next(corpus.Count))];
                    var draw = new Draw(documents, [.. documents.Select(document => random.Next(3) == 0 ? random.Next(corpus.Length(document) + 1) : corpus.Length(document))], [.. documents.Select(_ => random.Next(1, 3))]);
                    due[i] = metric.Value(new DrawInput(corpus, draw, null, new Workspace()));
                    atOnce.Add(i, draw);
                }
                Assert.That(metric.Values(atOnce).Take(draws), Is.EqualTo(due.Take(draws)), $"{draws} draws");
            }
        });
    }

    [Test]
    public void A_corpus_of_nothing_has_no_counts() => Assert.That(new DrawsAtOnce(Drawn.Corpus([])).Count(2), Is.All.EqualTo((0, 0L)));
}
