using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class ComplexityTests
{
    private static double Mtld(string text)
    {
        var corpus = Drawn.Corpus([text]);
        return DataGate.Metrics.Samples.Mtld.Of(corpus.Grams(1).Of(0), new int[corpus.Grams(1).Types]);
    }

    private static IEnumerable<int> Skewed(long seed, int count, int types)
    {
        const long Modulus = 1L << 31;
        for (var i = 0; i < count; i++)
        {
            seed = ((seed * 1103515245) + 12345) % Modulus;
            var part = (double)seed / Modulus;
            yield return (int)(types * part * part);
        }
    }

    /// <summary>
    /// The example of McCarthy and Jarvis 2010: "of the people by the people" is a factor, its last TTR .667; in "for the people"
    /// nothing repeats. Backwards "people the for people the" (3/5) is one, and in "by people the of" nothing repeats.
    /// </summary>
    [Test]
    public void The_papers_example_ends_its_factors_where_the_paper_does() =>
        Assert.That(Mtld("of the people by the people for the people"), Is.EqualTo(9).Within(1e-12));

    /// <summary>
    /// By hand. Forwards a b a (2/3) is a factor, c d e a b c (5/6) is (1 − 5/6) / 0.28 of one. Backwards c b a e d c a (5/7) is a factor,
    /// and in b a nothing repeats.
    /// </summary>
    [Test]
    public void A_part_of_a_factor_counts_as_far_as_it_has_come() =>
        Assert.That(Mtld("a b a c d e a b c"), Is.EqualTo(((9 / (1 + (1 / 6.0 / 0.28))) + 9) / 2).Within(1e-12));

    /// <summary>
    /// Against LexicalRichness (Shen 2022, github.com/LSYS/LexicalRichness, commit e7e28169), which was given the same words: its values, to all their digits.
    /// x ← 1103515245 x + 12345 mod 2³¹ from the seed on, u = x / 2³¹, and a word is the number ⌊types · u²⌋: few words frequent, many rare.
    /// </summary>
    [TestCase(1, 50, 30, 17.39042207792208)]
    [TestCase(2, 200, 60, 26.44640918256553)]
    [TestCase(3, 1000, 200, 80.8843057180307)]
    [TestCase(4, 3000, 1500, 612.7849882637353)]
    [TestCase(5, 7, 40, 13.719999999999997)]
    [TestCase(6, 400, 3, 2.858367298556592)]
    [TestCase(7, 5000, 90, 35.87546115086462)]
    public void It_is_that_of_LexicalRichness(int seed, int count, int types, double expected)
    {
        var text = string.Join(' ', Skewed(seed, count, types).Select(word => $"w{word}"));
        Assert.Multiple(() =>
        {
            Assert.That(Mtld(text), Is.EqualTo(expected).Within(1e-9));
            Assert.That(new Mtld().Value(Drawn.Input([text])), Is.EqualTo(expected).Within(1e-9), "a set of one record is that record");
        });
    }

    [Test]
    public void Words_that_never_repeat_make_the_whole_text_one_length() => Assert.That(Mtld("a b c d e"), Is.EqualTo(5));

    [Test]
    public void A_factor_ends_at_exactly_72_percent()
    {
        // 18 different words and then 7 of them again: .72 at the last one, neither more nor less.
        var text = string.Join(' ', Enumerable.Range(0, 18).Select(i => $"w{i}")) + " " + string.Join(' ', Enumerable.Range(0, 7).Select(i => $"w{i}"));
        var corpus = Drawn.Corpus([text]);
        int[] words = [.. corpus.Grams(1).Of(0)];
        Assert.That(DataGate.Metrics.Samples.Mtld.Of([.. words, .. words.Reverse()], new int[18]), Is.EqualTo(25).Within(1e-12));
    }

    [Test]
    public void A_set_of_one_text_has_next_to_no_richness()
    {
        var same = Enumerable.Repeat("where is my card please", 200).ToArray();
        Assert.That(new Mtld().Value(Drawn.Input(same)), Is.LessThan(10));
    }

    [Test]
    public void Entries_may_be_split_and_come_in_any_order()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => $"where is card {i % 20} of {i % 7}")];
        var input = Drawn.Input([.. texts, .. texts[..10]]);
        var documents = new List<int>();
        for (var i = 0; i < input.Data.Count; i++)
            for (var copy = 0; copy < input.Data.Times[i]; copy++) documents.Insert(documents.Count / 3, input.Data.Documents[i]);
        var split = new DrawInput(input.Corpus, Draw.Of(input.Corpus, [.. documents]), null, input.Work);
        Assert.That(new Mtld().Value(split), Is.EqualTo(new Mtld().Value(input)));
    }

    /// <summary>4 · 2²⁰ records are thinned to 2²⁰: the same as a quarter of the copies of each text, but for the one that has a single record.</summary>
    [Test]
    public void Of_more_records_the_copies_of_each_text_are_thinned_alike_and_none_is_lost()
    {
        string[] texts = ["where is my card", "is my card here", "no"];
        var corpus = Drawn.Corpus(texts);
        DrawInput Of(params int[] times)
        {
            int[] documents = [.. texts.Select(text => Drawn.Document(corpus, text))];
            return new DrawInput(corpus, new Draw(documents, [.. documents.Select(corpus.Length)], times), null, new Workspace());
        }
        Assert.That(new Mtld().Value(Of(3 << 20, (1 << 20) - 1, 1)), Is.EqualTo(new Mtld().Value(Of(3 << 18, (1 << 18) - 1, 1))));
    }

    [Test]
    public void No_words_have_no_richness() => Assert.That(new Mtld().Value(Drawn.Input(["", "…"])), Is.Null);

    [TestCase("Where is my card?", 4, 1)]
    [TestCase("It costs 3.14, and at 12:30 it's gone", 9, 2)]
    [TestCase("Yes. If it rains, which it does, we stay", 9, 2)]
    [TestCase("我的卡在哪里，你知道吗？", 10, 2)]
    [TestCase("", 0, 0)]
    public void Structure_counts_words_and_clauses(string text, double words, double clauses) =>
        Assert.That(Structure.Of(Drawn.Input([text])), Is.EqualTo(new Structure(words, clauses)));
}
