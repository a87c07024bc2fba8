using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Metrics.Tail;
using DataGate.Scanning;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>What is rare, what is gone, and what was passed off as human.</summary>
public sealed class TailTests
{
    private static Row[] Labelled(params string?[] labels) => [.. labels.Select(label => new Row("text", Label: label))];

    private static double Of(string metric, Row[] rows, Row[]? reference = null) => Sets.Value(Sets.Measure(metric, rows, reference));

    private static string Why(string metric, Row[] rows, Row[]? reference = null) => ((NotJudged)Sets.Measure(metric, rows, reference)).Reason;

    private static ImmutableArray<Evidence> Evidence(Measurement measurement) => ((Measured)measurement).Explain!();

    private static IEnumerable<Row> Zipf(int records, int vocabulary, int seed)
    {
        var random = new Random(seed);
        // About as Zipf has it.
        return Enumerable.Range(0, records).Select(_ => new Row(string.Join(' ', Enumerable.Range(0, 12).Select(_ => "w" + (int)Math.Pow(vocabulary, random.NextDouble())))));
    }

    [Test]
    public void Label_coverage_is_the_share_of_the_references_labels_and_names_the_lost()
    {
        var reference = Labelled("a", "b", "b", "c", "d", "d", "d", null);
        var measured = Sets.Measure("label-coverage", Labelled("a", "a", "c", "new", null), reference);
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(measured), Is.EqualTo(0.5));
            Assert.That(Evidence(measured).Select(rows => (rows.Excerpt, rows.Records, rows.Places[0].Line, rows.InReference)), Is.EqualTo(new[] { ("d", 3L, 4, true), ("b", 2L, 1, true) }));
            Assert.That(Of("label-coverage", Labelled(null, null), reference), Is.Zero);
            Assert.That(Of("label-coverage", reference, reference), Is.EqualTo(1));
            Assert.That(Why("label-coverage", reference, Labelled(null, null)), Does.Contain("no record of the reference has a label"));
        });
    }

    [Test]
    public void Label_entropy_is_even_at_1_and_one_label_at_0()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Of("label-entropy", Labelled("a", "b", "c")), Is.EqualTo(1).Within(1e-15));
            Assert.That(Of("label-entropy", Labelled("a", "a", "a", null)), Is.Zero);
            Assert.That(Of("label-entropy", Labelled("a", "a", "a", "b", null)), Is.EqualTo(((0.75 * Math.Log(4 / 3.0)) + (0.25 * Math.Log(4))) / Math.Log(2)).Within(1e-15));
            Assert.That(Why("label-entropy", Labelled(null, null)), Is.EqualTo("no record has a label"));
            Assert.That(Why("label-entropy", [.. Enumerable.Range(0, ValueCounts.MaxValues + 1).Select(i => new Row("t", Label: "l" + i))]), Does.Contain("65,536"));
        });
    }

    [Test]
    public void Label_js_is_that_of_the_shares()
    {
        // Halves against three quarters and a quarter.
        var expected = ((0.5 * Math.Log(0.5 / 0.625)) + (0.5 * Math.Log(0.5 / 0.375)) + (0.75 * Math.Log(0.75 / 0.625)) + (0.25 * Math.Log(0.25 / 0.375))) / 2;
        var reference = Labelled("a", "b");
        var measured = Sets.Measure("label-js", Labelled("a", "a", "a", "b", null), reference);
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(measured), Is.EqualTo(expected).Within(1e-15));
            Assert.That(Evidence(measured).Select(rows => (rows.Excerpt, rows.InReference)), Is.EquivalentTo(new[] { ("a", false), ("b", true) }));
            Assert.That(Of("label-js", Labelled("a", "b", "a", "b"), reference), Is.Zero.Within(1e-15));
            Assert.That(Of("label-js", Labelled("x", "y"), reference), Is.EqualTo(Math.Log(2)).Within(1e-15));
            Assert.That(Why("label-js", Labelled(null, null), reference), Is.EqualTo("no record has a label"));
            Assert.That(Why("label-js", reference, Labelled(null, null)), Does.Contain("of the reference"));
        });
    }

    [Test]
    public void Missing_mass_is_the_share_of_words_that_occur_once()
    {
        var rows = Sets.Texts("a a b c", "b d e").ToArray();
        var measured = Sets.Measure("missing-mass", rows);
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(measured), Is.EqualTo(3.0 / 7));
            Assert.That(Evidence(measured).Single().What, Does.Contain("of 5 different words 3 occur once").And.Contain("Chao1 expects 6 in all"), "5 + 3 · 2 / (2 · 3)");
            Assert.That(Evidence(measured).Single().Excerpt, Is.EqualTo("c, d, e"));
            Assert.That(MissingMass.Chao1(5, 3, 0), Is.EqualTo(8));
            Assert.That(Of("missing-mass", [.. Sets.Texts("a b", "a b")]), Is.Zero);
            Assert.That(Why("missing-mass", [.. Sets.Texts("", "...")]), Is.EqualTo("no record has a word"));
        });
    }

    [Test]
    public void Missing_mass_beyond_memory_is_within_its_interval_nearly_always()
    {
        var within = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            Row[] rows = [.. Zipf(2_000, 200_000, seed)];
            var exact = Of("missing-mass", rows);
            var small = (Measured)Sets.Measure("missing-mass", Sets.Scan(Sets.Needs(["missing-mass"], sketches: Sets.Large with { Entries = 512 }), rows));
            Assert.That(small.Low, Is.LessThan(small.High));
            if (small.Low <= exact && exact <= small.High) within++;
        }
        Assert.That(within, Is.GreaterThanOrEqualTo(33), "of 40 at 95%; fewer than 33 of them has a chance below 1 in 1,000");
    }

    [Test]
    public void Rare_words_are_whole_classes_up_to_a_twentieth_of_the_reference()
    {
        Assert.Multiple(() =>
        {
            // 100 words: 2 once, 1 twice, 1 three times, and one 93 times.
            Assert.That(RareRetention.Limit([new(1, 2), new(2, 1), new(3, 1), new(93, 1)]), Is.EqualTo(3), "4 is less than 5, 7 isn't");
            Assert.That(RareRetention.Limit([new(1, 5), new(95, 1)]), Is.EqualTo(1));
            Assert.That(RareRetention.Limit([new(7, 10)]), Is.EqualTo(7), "all are equally rare");
            Assert.That(RareRetention.Limit([]), Is.Zero);
        });
    }

    [Test]
    public void Rare_retention_counts_words_that_still_occur_and_names_the_lost()
    {
        var common = string.Join(' ', Enumerable.Repeat("the", 40));
        var reference = Sets.Texts(common, "zebra the", "quagga the", "okapi okapi the").ToArray();
        var measured = Sets.Measure("rare-retention", [.. Sets.Texts("the the zebra", "okapi new words")], reference);
        Assert.Multiple(() =>
        {
            // 47 words: zebra and quagga make up 2, with okapi 4 of the 2.35 that are needed.
            Assert.That(Sets.Value(measured), Is.EqualTo(2.0 / 3));
            Assert.That(Evidence(measured).Select(rows => (rows.Excerpt, rows.Places[0].Line, rows.InReference)), Is.EqualTo(new[] { ("quagga", 2, true) }));
            Assert.That(Of("rare-retention", [.. Sets.Texts("")], reference), Is.Zero);
            Assert.That(Of("rare-retention", reference, reference), Is.EqualTo(1));
            Assert.That(Why("rare-retention", reference, [.. Sets.Texts("")]), Does.Contain("no record of the reference has a word"));
        });
    }

    [Test]
    public void Rare_retention_beyond_memory_is_within_its_interval_nearly_always()
    {
        var within = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            Row[] reference = [.. Zipf(2_000, 100_000, seed)], rows = [.. Zipf(4_000, 100_000, seed + 1_000)];
            var exact = Of("rare-retention", rows, reference);
            var needs = Sets.Needs(["rare-retention"], sketches: Sets.Large with { Entries = 1_024 });
            var small = (Measured)Sets.Measure("rare-retention", Sets.Scan(needs, rows), Sets.Scan(needs, reference));
            if (small.Low <= exact && exact <= small.High) within++;
        }
        Assert.That(within, Is.GreaterThanOrEqualTo(33), "of 40 at 95%; fewer than 33 of them has a chance below 1 in 1,000");
    }

    [Test]
    public void A_draw_of_everything_scores_what_the_whole_set_does()
    {
        Row[] rows = [.. Zipf(300, 5_000, 1), new Row("w1 w2 again again"), new Row("w1 w2 again again")], reference = [.. Zipf(200, 5_000, 2)];
        var needs = Sets.Needs(["missing-mass", "rare-retention"]);
        var (data, other) = (Sets.Scan(needs, rows), Sets.Scan(needs, reference));
        var words = WordSplitter.For(Words.Unicode, Sets.Seed);
        var (dataTexts, referenceTexts) = (Texts(data), Texts(other));
        var corpus = new Corpus(words, [.. dataTexts, .. referenceTexts]);
        var input = new DrawInput(corpus, DrawOf(corpus, dataTexts), DrawOf(corpus, referenceTexts), new Workspace());
        for (var again = 0; again < 2; again++)
        {
            Assert.That(new MissingMassDraw().Value(input), Is.EqualTo(Sets.Value(Sets.Measure("missing-mass", data))).Within(1e-15));
            Assert.That(new RareRetentionDraw().Value(input), Is.EqualTo(Sets.Value(Sets.Measure("rare-retention", data, other))).Within(1e-15));
        }
        Assert.Multiple(() =>
        {
            Assert.That(input.Work.Zeros(0, 1), Has.All.Zero);
            Assert.That(input.Work.Zeros(1, 1), Has.All.Zero);
        });
    }

    [Test]
    public void A_draw_without_words_has_no_value()
    {
        var corpus = new Corpus(WordSplitter.For(Words.Unicode, Sets.Seed), Texts(Sets.Scan(Sets.Needs(["missing-mass"]), Sets.Texts("", "a b"))));
        var (empty, full) = (Draw.Of(corpus, [corpus.Length(0) == 0 ? 0 : 1]), Draw.Of(corpus, [corpus.Length(0) == 0 ? 1 : 0]));
        Assert.Multiple(() =>
        {
            Assert.That(new MissingMassDraw().Value(new DrawInput(corpus, empty, null, new Workspace())), Is.Null);
            Assert.That(new MissingMassDraw().Value(new DrawInput(corpus, full, null, new Workspace())), Is.EqualTo(1));
            Assert.That(new RareRetentionDraw().Value(new DrawInput(corpus, full, empty, new Workspace())), Is.Null);
            Assert.That(new RareRetentionDraw().Value(new DrawInput(corpus, empty, full, new Workspace())), Is.Zero);
        });
    }

    private static IReadOnlyList<SampledText> Texts(DatasetScan scan) => scan.Whole.Slice(SliceName.All).Get<DocumentSample>(SketchKind.Sample).Texts;

    private static Draw DrawOf(Corpus corpus, IReadOnlyList<SampledText> texts)
    {
        int[] documents = [.. texts.Select(text => corpus.Find(text.Content))];
        return new Draw(documents, [.. documents.Select(corpus.Length)], [.. texts.Select(text => (int)text.Times)]);
    }

    [Test]
    public void Laundered_counts_human_records_with_the_text_of_a_synthetic_one()
    {
        Row[] rows =
        [
            new("only human", "human"), new("both", "human"), new("both", "model"), new("both", "human"), new("cafe\u0301", "model"), new("caf\u00e9", "human"),
            new("made twice", "model"), new("made twice", "model"), new("of unknown origin", null), new("of unknown origin", "model"), new("BOTH", "human"),
        ];
        var measured = Sets.Measure("laundered", rows);
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(measured), Is.EqualTo(3));
            Assert.That(((Measured)measured).Low, Is.EqualTo(3));
            Assert.That(((Measured)measured).High, Is.EqualTo(3));
            Assert.That(((Measured)measured).Incomplete, Is.Null);
            Assert.That(Evidence(measured).Select(rows => (rows.Excerpt, string.Join(' ', rows.Places.Select(place => place.Line)))), Is.EqualTo(new[] { ("both", "1 3 2"), ("caf\u00e9", "5 4") }));
            Assert.That(Of("laundered", rows[..2]), Is.Zero);
        });
    }

    [Test]
    public void Laundered_beyond_memory_never_passes_for_a_fact()
    {
        Row[] rows = [.. Enumerable.Range(0, 4_000).Select(i => new Row("t" + i, "human")), .. Enumerable.Range(3_000, 4_000).Select(i => new Row("t" + i, "model"))];
        var measured = (Measured)Sets.Measure("laundered", Sets.Scan(Sets.Needs(["laundered"], sketches: Sets.Large with { Entries = 512 }), rows));
        Assert.Multiple(() =>
        {
            Assert.That(measured.Low, Is.Positive.And.LessThan(1_000), "as many were found");
            Assert.That(measured.High, Is.GreaterThan(1_000));
            Assert.That(measured.Value, Is.EqualTo(1_000).Within(300));
            Assert.That(measured.Incomplete, Does.Contain("memory"));
        });
    }

    [Test]
    public void Taxonomy_coverage_is_the_share_of_leaves_with_records()
    {
        var scan = Sets.Scan(Sets.Needs(["taxonomy-coverage"]) with { Topic = FieldPath.Parse("label") }, Labelled("cards", "cards", "Fraud", null));
        Measurement Covered(params string[] leaves) => MetricCatalog.Get("taxonomy-coverage").Measure(Sets.Input(scan) with { Leaves = [.. leaves] });
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Covered("cards", "fraud", "pin", "balance")), Is.EqualTo(0.25));
            Assert.That(Evidence(Covered("cards", "fraud", "pin")).Select(rows => rows.Excerpt), Is.EqualTo(new[] { "fraud", "pin" }));
            Assert.That(Sets.Value(Covered("cards", "Fraud")), Is.EqualTo(1));
            Assert.That(Covered(), Is.InstanceOf<NotJudged>());
        });
    }
}
