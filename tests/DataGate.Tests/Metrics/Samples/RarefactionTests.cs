using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Numbers at a fixed size: the same for the same set, about the same for any set of its source, and far apart where one has collapsed.</summary>
public sealed class RarefactionTests
{
    private static readonly FixedSize s_tokens = new(2_000, Unit.Tokens);
    private static readonly FixedSize s_records = new(200, Unit.Records);

    /// <summary>Rows of 5 to 14 words, frequent ones and rare ones; three in ten open alike.</summary>
    private static Row[] Rows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Row((random.Next(10) < 3 ? "please tell me " : "") + string.Join(' ', Enumerable.Range(0, random.Next(5, 15)).Select(_ => $"w{(int)Math.Pow(2_000, random.NextDouble())}"))))];
    }

    private static SetSketch Set(IEnumerable<Row> rows, SketchOptions? sketches = null, params string[] metrics)
    {
        var scan = Sets.Scan(Sets.Needs(metrics.Length == 0 ? ["distinct-2", "near-duplicates", "opening-share", "token-js"] : metrics, sketches: sketches, origin: false), rows);
        var set = scan.Whole.Slice(SliceName.All);
        set.Seal();
        return set;
    }

    private static DrawMetric Draws(string metric) => (DrawMetric)MetricCatalog.Get(metric).OverDraws!;

    private static Rarefied Measure(string metric, SetSketch set, FixedSize size, SetSketch? reference = null)
    {
        var (found, whyNot) = new Rarefaction(Sets.Reader(), Sets.Seed).Measure(Draws(metric), set, reference, size);
        return found ?? throw new AssertionException(whyNot);
    }

    [TestCase(12, null)]
    [TestCase(13, 10L)]
    [TestCase(62, 20L)]
    [TestCase(63, 50L)]
    [TestCase(124, 50L)]
    [TestCase(125, 100L)]
    [TestCase(24_137, 5_000L)]
    [TestCase(1e12, 5_000L)]
    public void A_size_leaves_a_fifth_of_the_set_and_is_one_of_few(double records, long? size) =>
        Assert.That(FixedSize.Within(records, Unit.Records)?.Amount, Is.EqualTo(size));

    [Test]
    public void Tokens_go_further() => Assert.That(FixedSize.Within(24_137, Unit.Tokens), Is.EqualTo(new FixedSize(10_000, Unit.Tokens)));

    [Test]
    public void Measures_of_grams_are_taken_by_tokens_and_others_by_records()
    {
        var (set, reference) = (Set(Rows(1_000, 1)), Set(Rows(700, 2)));
        var rarefaction = new Rarefaction(Sets.Reader(), Sets.Seed);
        Assert.That(rarefaction.SizeOf(Draws("distinct-2"), set, null), Is.EqualTo(new FixedSize(5_000, Unit.Tokens)));
        Assert.That(rarefaction.SizeOf(Draws("opening-share"), set, null), Is.EqualTo(new FixedSize(500, Unit.Records)));
        Assert.That(rarefaction.SizeOf(Draws("token-js"), set, reference), Is.EqualTo(new FixedSize(500, Unit.Records)), "of the smaller side");
        Assert.That(rarefaction.Measure(Draws("distinct-2"), set, null, s_records), Is.EqualTo(((Rarefied?)null, "it isn't taken by records")));
        Assert.That(rarefaction.Measure(Draws("opening-share"), set, null, s_records with { Amount = 2_000 }).WhyNot, Is.EqualTo("there are fewer than 2,000 records to draw"));
        Assert.That(Measure("opening-share", set, s_records).Records, Is.EqualTo(200));
    }

    [Test]
    public void Order_and_parts_of_a_set_change_nothing()
    {
        var rows = Rows(1_000, 1);
        var whole = Set(rows);
        var parts = Set(rows[600..]);
        parts.Merge(Set(rows[..600]));
        parts.Seal();
        foreach (var (metric, size) in new[] { ("distinct-2", s_tokens), ("opening-share", s_records), ("near-duplicates", s_records) })
        {
            var expected = Measure(metric, whole, size);
            Assert.That(Measure(metric, Set(rows.Reverse()), size), Is.EqualTo(expected));
            Assert.That(Measure(metric, parts, size), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_small_edit_changes_a_number_a_little()
    {
        var rows = Rows(2_000, 1);
        var before = Measure("distinct-2", Set(rows), s_tokens);
        var after = Measure("distinct-2", Set([.. rows[5..], .. Rows(5, 9)]), s_tokens);
        Assert.That(after.Value, Is.EqualTo(before.Value).Within(before.Error / 2).And.Not.EqualTo(before.Value));
    }

    [Test]
    public void The_size_of_the_set_is_no_matter()
    {
        var (small, large) = (Set(Rows(400, 1)), Set(Rows(12_000, 2)));
        var (few, many) = (Measure("distinct-2", small, s_tokens), Measure("distinct-2", large, s_tokens));
        Assert.That(few.Value, Is.EqualTo(many.Value).Within(3 * Math.Sqrt((few.Error * few.Error) + (many.Error * many.Error))));
        Assert.That(Whole(large) / Whole(small), Is.LessThan(0.7), "as they are, the large set looks collapsed");
    }

    /// <summary>At a true coverage of 95% fewer than 71 of 80 intervals would hold the truth once in some 150 runs; the sets are the same on every run.</summary>
    [TestCase("distinct-2")]
    [TestCase("opening-share")]
    [TestCase("near-duplicates")]
    public void Intervals_hold_what_other_sets_of_the_source_say(string metric)
    {
        var size = metric == "distinct-2" ? s_tokens : s_records;
        // A tenth of the rows repeat others nearly, so that there is something to find.
        var found = Enumerable.Range(1, 80).Select(seed => Rows(450, seed)).Select(rows => Measure(metric, Set([.. rows, .. rows[..50].Select(row => new Row(row.Text + " again"))]), size)).ToList();
        var truth = found.Average(one => one.Value);
        Assert.That(found.Count(one => Math.Abs(one.Value - truth) <= Jackknife.Quantile * one.Error), Is.GreaterThanOrEqualTo(71));
        Assert.That(found.Average(one => one.Error), Is.LessThan(4 * Deviation([.. found.Select(one => one.Value)])), "nor are they wide enough to hold anything");
    }

    [Test]
    public void A_collapse_to_a_few_texts_is_far_beyond_its_error()
    {
        var rows = Rows(1_000, 1);
        var (sound, collapsed) = (Set(rows), Set([.. rows[..500], .. Enumerable.Range(0, 500).Select(i => new Row(i % 2 == 0 ? "please check the card today" : "please check the bill today"))]));
        foreach (var (metric, size) in new[] { ("distinct-2", s_tokens), ("opening-share", s_records with { Amount = 500 }), ("near-duplicates", s_records) })
        {
            var (one, other) = (Measure(metric, sound, size), Measure(metric, collapsed, size));
            Assert.That(Math.Abs(other.Value - one.Value), Is.GreaterThan(4 * Math.Sqrt((one.Error * one.Error) + (other.Error * other.Error))), metric);
        }
    }

    [Test]
    public void A_heavy_text_that_the_sample_lacks_is_drawn_all_the_same()
    {
        var rows = Rows(4_000, 1);
        for (var i = 0; i < 6; i++)
        {
            var set = Set([.. rows, .. Enumerable.Repeat(new Row($"all of us say this {i}"), 16_000)], Sets.Large with { Sample = 1_000 }, "opening-share");
            Assert.That(Measure("opening-share", set, s_records).Value, Is.EqualTo(0.8).Within(0.08));
        }
    }

    [TestCase(0.025, 2.093024)]
    [TestCase(0.005, 2.860935)]
    [TestCase(0.0005, 3.883406)]
    [TestCase(0.5, 0)]
    public void Students_quantiles_are_those_of_the_tables(double p, double t) => Assert.That(Student.Beyond(p), Is.EqualTo(t).Within(1e-5));

    private static double Whole(SetSketch set) => Draws("distinct-2").Value(Sets.Reader().Of(set))!.Value;

    private static double Deviation(double[] values) => Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1));
}
