using DataGate.Documents;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Sketches;
using DataGate.Metrics.Tail;
using DataGate.Tests.Metrics.Embeddings;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>Who is in a bucket by nearness: counted where all texts are held, estimated where a sample is.</summary>
public sealed class NearBucketTests
{
    private static readonly string[] s_phrases = ["let me talk to a person", "get me an agent"];

    private static NearBucket Bucket(TextEmbeddings? embeddings = null, ulong seed = Sets.Seed, double similarity = 0.7, params SketchKind[] kinds) =>
        new(embeddings ?? HashEmbedder.Texts(), [.. s_phrases], similarity, Words.Unicode, seed, SketchOptions.Closure(kinds));

    private static ScopeSketch Scan(IEnumerable<Row> rows, ulong seed = Sets.Seed, int sample = 100_000) =>
        Sets.Scan(Sets.Needs([], sketches: Sets.Large with { Sample = sample }) with { Seed = seed, Whole = SketchOptions.Closure([SketchKind.Sample]) }, rows).Whole;

    /// <summary>Of each 20 texts one is near; the n-th text has a copy more for each time that 7 divides n.</summary>
    private static IEnumerable<Row> Rows(int texts) => Enumerable.Range(0, texts).SelectMany(i => Enumerable.Repeat(
        new Row(i % 20 == 0 ? $"please let me talk to a person {i}" : $"where is card number {i} that was sent", "human"), i % 49 == 0 ? 3 : i % 7 == 0 ? 2 : 1));

    [Test]
    public void Held_members_are_what_a_scan_of_them_alone_gathers()
    {
        SketchKind[] kinds = [SketchKind.Grams1, SketchKind.Grams3, SketchKind.Openings, SketchKind.Sample];
        var members = Bucket(kinds: kinds).Of(Scan(Rows(400)), SliceName.Human);
        var alone = Sets.Scan(Sets.Needs([]) with { Whole = SketchOptions.Closure(kinds) }, Rows(400).Where(row => row.Text.Contains("person", StringComparison.Ordinal))).Whole.Slice(SliceName.Human);
        var held = members.Held.Slice(SliceName.Human);
        Assert.Multiple(() =>
        {
            Assert.That((members.IsWhole, members.Records, members.Low, members.High), Is.EqualTo((true, alone.Tally.Records, (double)alone.Tally.Records, (double)alone.Tally.Records)));
            Assert.That((held.Tally.Records, held.Tally.Tokens, held.Tally.Bytes), Is.EqualTo((alone.Tally.Records, alone.Tally.Tokens, alone.Tally.Bytes)));
            foreach (var gram in new[] { SketchKind.Grams1, SketchKind.Grams3 })
                Assert.That((held.Get<GramCounts>(gram).Table.Total, held.Get<GramCounts>(gram).Table.Distinct), Is.EqualTo((alone.Get<GramCounts>(gram).Table.Total, alone.Get<GramCounts>(gram).Table.Distinct)));
            Assert.That(held.Get<DocumentSample>(SketchKind.Sample).Texts.Select(text => (text.Content, text.Times)), Is.EqualTo(alone.Get<DocumentSample>(SketchKind.Sample).Texts.Select(text => (text.Content, text.Times))));
            Assert.That(members.WhyNotInside, Is.Null);
        });
    }

    [Test]
    public void An_estimate_holds_the_truth_nearly_always_and_a_larger_sample_knows_more()
    {
        var truth = Rows(2_000).LongCount(row => row.Text.Contains("person", StringComparison.Ordinal));
        var within = 0;
        double wide = 0, narrow = 0;
        for (ulong seed = 1; seed <= 60; seed++)
        {
            var few = Bucket(seed: seed).Of(Scan(Rows(2_000), seed, 300), SliceName.All);
            var many = Bucket(seed: seed).Of(Scan(Rows(2_000), seed, 1_200), SliceName.All);
            Assert.That((few.IsWhole, few.Contents >= 300, few.WhyNotInside is not null, few.Low <= few.Records, few.Records <= few.High), Is.EqualTo((false, true, true, true, true)));
            if (few.Low <= truth && truth <= few.High) within++;
            wide += few.High - few.Low;
            narrow += many.High - many.Low;
        }
        Assert.That(within, Is.GreaterThanOrEqualTo(52), "of 60 at 95%; fewer than 52 of them has a chance below 1 in 1,000");
        Assert.That(narrow, Is.LessThan(wide * 0.6));
    }

    [Test]
    public void Where_hardly_a_text_is_missing_the_interval_is_hardly_wider_than_it()
    {
        // More than 1,000 texts, so that none of them is heavy.
        var rows = Rows(2_000).DistinctBy(row => row.Text).ToArray();
        var members = Bucket().Of(Scan(rows, sample: 1_999), SliceName.All);
        Assert.That(members.IsWhole, Is.False);
        Assert.That(members.High - members.Low, Is.EqualTo(1), "one record was not seen");
        Assert.That(rows.Count(row => row.Text.Contains("person", StringComparison.Ordinal)), Is.InRange(members.Low, members.High));
    }

    [Test]
    public void All_or_none_may_be_in_it()
    {
        var all = Bucket(similarity: 0.01).Of(Scan(Sets.Texts("get me an agent", "get me an agent", "let me talk to a person")), SliceName.All);
        var none = Bucket(similarity: 1).Of(Scan(Sets.Texts("get me an agents", "", " \t")), SliceName.All);
        Assert.That((all.Records, all.Out.Length, none.Records, none.In.Length, none.Out.Length), Is.EqualTo((3d, 0, 0d, 0, 1)));
    }

    [Test]
    public void A_text_is_near_itself_at_a_similarity_of_1_whatever_its_characters()
    {
        var bucket = new NearBucket(HashEmbedder.Texts(), ["人と話したい", "e\u0301te\u0301 🙂"], 1, Words.Unicode, Sets.Seed, []);
        Assert.That(bucket.Of(Scan(Sets.Texts("人と話したい", "\u00e9t\u00e9 🙂", "他の話")), SliceName.All).Records, Is.EqualTo(2), "both forms of é are one text");
    }

    [Test]
    public void Without_records_there_is_nothing_to_embed_and_without_an_embedder_nothing_is_known()
    {
        var none = TextEmbeddings.None("there is no library");
        var (empty, some) = (Bucket(none).Of(Scan([]), SliceName.All), Bucket(none).Of(Scan(Sets.Texts("a")), SliceName.All));
        Assert.That((empty.WhyNot, empty.Records, some.WhyNot, some.WhyNotInside), Is.EqualTo(((string?)null, 0d, "there is no library", "there is no library")));
    }

    [Test]
    public void Each_text_is_embedded_once()
    {
        var embedder = new HashEmbedder();
        var embeddings = new TextEmbeddings(() => new EmbedderOffer(embedder, null));
        var scope = Scan(Sets.Texts("get me an agent", "get me an agent", "a", "b", "a"));
        var bucket = Bucket(embeddings);
        var first = bucket.Of(scope, SliceName.All);
        Assert.That(bucket.Of(scope, SliceName.All), Is.SameAs(first));
        Assert.That(embedder.Embedded, Is.EquivalentTo(new[] { "get me an agent", "let me talk to a person", "a", "b" }), "a record that is a phrase is that phrase");
    }
}
