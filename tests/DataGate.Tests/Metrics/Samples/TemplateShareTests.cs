using DataGate.Metrics.Samples;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Which texts count as made alike, and the shares of sets whose truth is known.</summary>
public sealed class TemplateShareTests
{
    private static double? Of(params string[] texts) => new TemplateShare().Value(Corpora.Of(texts));

    [TestCase("can you add eggs to my list", "can you add milk to my list", "can you add tea to my list", TestName = "One word")]
    [TestCase("can you add eggs to my list", "can you add some more milk to my list", "Can you add green tea to my list?", TestName = "Gaps of one to three words, case and marks aside")]
    [TestCase("please add eggs to my list today", "please put milk to my list today", "please get tea to my list today", TestName = "Neighbouring words are one gap")]
    [TestCase("please add eggs to my list today", "please add milk to the list today", "please add tea to a list today", TestName = "Two gaps")]
    [TestCase("eggs please go on my list", "milk please go on my list", "tea please go on my list", TestName = "At the start")]
    [TestCase("please go on my list eggs", "please go on my list milk", "please go on my list tea", TestName = "At the end")]
    [TestCase("1 2 3 4 5 6 7 8 9 10 a 12 one ending", "1 2 3 4 5 6 7 8 9 10 b 12 another one", "1 2 3 4 5 6 7 8 9 10 c 12", TestName = "Behind the twelfth word nothing counts")]
    public void Three_texts_around_a_gap_or_two_are_made_alike(params string[] texts)
    {
        Assert.That(Of(texts), Is.EqualTo(1));
        Assert.That(Of([.. texts, "something else that nobody else would say"]), Is.EqualTo(0.75));
        Assert.That(Of(texts[..2]), Is.Zero, "two may be a question and its echo");
        Assert.That(Of([texts[0], texts[0], texts[1]]), Is.Zero, "a copy is no third text");
        Assert.That(Of([.. texts, texts[0], "something else that nobody else would say"]), Is.EqualTo(0.8), "its record counts");
    }

    [TestCase("add eggs to my list", "add milk to my list", "add tea to my list", TestName = "Four words stay")]
    [TestCase("add eggs and milk to my list for this one day", "add tea and milk to our list for this one day", "add rice and milk to the list for this very day", TestName = "Three gaps")]
    [TestCase("can you add one two three four to my list", "can you add eggs to my list", "can you add milk to my list", TestName = "A gap of four words")]
    [TestCase("1 2 3 4 5 6 7 8 9 10 a 12", "1 2 3 4 5 6 7 8 9 10 b 12", "12 b 10 9 8 7 6 5 4 3 2 1", TestName = "The order of the words counts")]
    [TestCase("", "", "", TestName = "No words")]
    public void They_are_not(params string[] texts) => Assert.That(Of(texts), Is.Zero);

    [Test]
    public void Of_nothing_there_is_no_share() => Assert.That(Of(), Is.Null);

    [Test]
    public void Many_templates_count_together_with_many_others_between_them()
    {
        // More frames than fit the table of counters without sharing places, and than are counted at once.
        string[] rows =
        [
            .. Enumerable.Range(0, 300).Select(i => $"{i / 3}a {i / 3}b {i / 3}c {i}x {i / 3}d {i / 3}e {i / 3}f {i}y"),
            .. Enumerable.Range(0, 6_700).Select(i => string.Join(' ', Enumerable.Range(0, 12).Select(word => $"{i}w{word}"))),
        ];
        Assert.That(Of(rows), Is.EqualTo(300.0 / 7_000));
    }

    [Test]
    public void More_frames_in_common_than_are_counted_at_once()
    {
        string[] rows = [.. Enumerable.Range(0, 12_000).Select(i => $"{i / 3} b c d e {i} f g h i j {i / 3}")];
        Assert.That(Of([.. rows, "one that is alone among all of the others"]), Is.EqualTo(12_000.0 / 12_001));
    }

    [Test]
    public void A_part_is_judged_by_what_the_part_has_in_common()
    {
        string[] texts = ["can you add eggs to my list", "can you add milk to my list", "can you add tea to my list", "can you add rice to my list"];
        var whole = Corpora.Of(texts);
        double? Part(params int[] documents) => new TemplateShare().Value(Corpora.With(whole, Draw.Of(whole.Corpus, Corpora.Documents(whole.Corpus, documents.Select(i => texts[i])))));
        Assert.That((Part(0, 1), Part(0, 1, 3), Part(0, 0, 1, 3), Part(2, 2, 2)), Is.EqualTo(((double?)0, (double?)1, (double?)1, (double?)0)), "and leaves its memory as it was");
    }

    /// <summary>The definition, word for word, of random texts from templates that have words in common.</summary>
    [Test]
    public void Of_any_part_it_is_the_share_that_has_a_frame_in_common_of_those_that_are_kept([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        string[] texts =
        [
            .. Enumerable.Range(0, 150).Select(_ => string.Join(' ', Enumerable.Range(0, 5 + random.Next(10)).Select(word => random.Next(10) < seed ? $"t{random.Next(2)}w{word}" : $"x{random.Next(40)}"))).Distinct(StringComparer.Ordinal),
        ];
        var corpus = Corpora.Of(texts).Corpus;
        var own = Enumerable.Range(0, corpus.Count).Select(FramesOf).ToList();
        var common = own.SelectMany(frames => frames).CountBy(frame => frame).ToDictionary();
        var kept = own.SelectMany(frames => frames.Where(frame => common[frame] >= 3).OrderByDescending(frame => common[frame]).ThenBy(frame => frame).Take(16)).ToHashSet();
        var work = new Workspace();
        for (var round = 0; round < 20; round++)
        {
            int[] drawn = [.. Enumerable.Range(0, random.Next(1, corpus.Count)).Select(_ => random.Next(corpus.Count))];
            var shared = drawn.Distinct().SelectMany(document => own[document].Where(kept.Contains)).CountBy(frame => frame).Where(frame => frame.Value >= 3).Select(frame => frame.Key).ToHashSet();
            Assert.That(
                new TemplateShare().Value(new DrawInput(corpus, Draw.Of(corpus, drawn), null, work)),
                Is.EqualTo((double)drawn.Count(document => own[document].Overlaps(shared)) / drawn.Length));
        }

        HashSet<ulong> FramesOf(int document)
        {
            var hashes = new ulong[Frames.Most];
            return [.. hashes.Take(Frames.Of(corpus.Grams(1).Of(document), hashes))];
        }
    }

    [Test]
    public void Evidence_names_each_template_once_the_commonest_first()
    {
        var input = Corpora.Of(
        [
            "can you add eggs to my list", "can you add milk to my list", "can you add tea to my list", "can you add tea to my list",
            "what is the price of a loaf of bread", "what is the price of a cup of tea", "what is the price of a kilo of rice", "a text of nobody else at all",
        ]);
        Assert.That(TemplateShare.Evidence(input.Corpus, input.Data).Select(found => (found.What, found.Records)), Is.EqualTo([("made alike", 4L), ("made alike", 3L)]));
    }

    [TestCase("clinc150.test.jsonl", 0.0, 0.25)]
    [TestCase("writing.human.jsonl", 0.0, 0.15)]
    [TestCase("alpaca_eval.NullModel.jsonl", 0.0, 0.0)]
    public void Of_what_people_wrote_few_are_made_alike(string file, double least, double most)
    {
        var texts = Sets.Read(Repository.SharedData("dev", file)).Select(row => row.Text).Take(500).ToArray();
        Assert.That(Of(texts), Is.InRange(least, most));
    }
}
