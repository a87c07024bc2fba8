using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Samples;
using DataGate.Tests.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Words that tell some texts from the others, among them stop words that are more frequent there than any of these.</summary>
public sealed class TellingWordsTests
{
    private static readonly string[] s_lost = ["luggage", "airline", "suitcase"];

    /// <summary>Sixty texts about luggage: 'the' is in each of them, 'a' in most; a third has each of three words of their own.</summary>
    private static string[] Lost => [.. Enumerable.Range(0, 60).Select(i => $"the {s_lost[i % 3]} {(i % 5 == 0 ? "was" : "a")} word{i} other{i % 7} thing{i % 11}")];

    /// <summary>As many more about nothing in common: 'the' and 'a' are in six of ten.</summary>
    private static string[] Others(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{(i % 10 < 6 ? "the" : "my")} subject{i % 40} {(i * 7 % 10 < 6 ? "a" : "was")} unit{i} other{i % 7} thing{i % 11}")];

    [TestCase(340)]
    [TestCase(60, Description = "half of the corpus")]
    public void A_stop_word_is_the_most_frequent_and_tells_nothing(int others) => Assert.That(Telling(Lost, Others(others)), Is.EquivalentTo(s_lost));

    [Test]
    public void What_hardly_occurs_comes_after_what_is_sure()
    {
        string[] own = [.. Lost, "the luggage a sextant", "the airline a sextant thing3"];
        Assert.That(Telling(own, Others(340))[^1], Is.EqualTo("sextant"));
    }

    [Test]
    public void Texts_like_all_others_have_none() => Assert.That(Telling(Others(400)[..80], Others(400)[80..]).Where(word => !word.StartsWith("unit", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void A_single_text_is_told_by_its_own_words() => Assert.That(Telling(["the zebra was here"], Others(100)), Is.SupersetOf(new[] { "zebra", "here" }).And.None.EqualTo("the"));

    [Test]
    public void Without_words_there_are_none() => Assert.That(Telling(["!"], ["?"]), Is.Empty);

    private static List<string> Telling(string[] own, string[] others)
    {
        var corpus = Corpora.Of([.. own, .. others]).Corpus;
        var splitter = WordSplitter.For(Words.Unicode, Sets.Seed);
        return [.. TellingWords.Of(corpus, Corpora.Documents(corpus, own.Distinct(StringComparer.Ordinal)), most: 6).Select(word => Spell(corpus, splitter, word))];
    }

    private static string Spell(Corpus corpus, WordSplitter splitter, int word)
    {
        var document = Enumerable.Range(0, corpus.Count).First(document => corpus.Grams(1).Of(document).Contains(word));
        var (tokens, text) = (new TokenBuffer(), corpus.Text(document).Text);
        splitter.Split(text, tokens);
        var at = corpus.Grams(1).Of(document).IndexOf(word);
        return splitter.Display(text.AsSpan(tokens.Starts[at], tokens.Lengths[at]));
    }
}
