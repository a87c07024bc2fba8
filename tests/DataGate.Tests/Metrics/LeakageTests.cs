using DataGate.Metrics;
using DataGate.Metrics.Leaking;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>How much of one set stands in another, on sets made by hand; <see cref="PropertyTests"/> holds order, parts and culture.</summary>
public sealed class LeakageTests
{
    private const int Length = 60;

    private static string Text(int number, params int[] changed) =>
        string.Join(' ', Enumerable.Range(0, Length).Select(i => changed.Contains(i) ? $"other{i}" : $"w{number}x{i}"));

    private static Measurement Of(IEnumerable<string> here, IEnumerable<string> there, double? jaccard = null, SketchOptions? sketches = null)
    {
        var needs = Sets.Needs([Leakage.MetricName], sketches: sketches, origin: false);
        return Of(Sets.Scan(needs, here.Select(text => new Row(text))), Sets.Scan(needs, there.Select(text => new Row(text))), jaccard);
    }

    private static Measurement Of(DatasetScan here, DatasetScan there, double? jaccard) => MetricCatalog.Get(Leakage.MetricName).Measure(
        Sets.Input(here, there) with { Settings = MetricSettings.Default with { Near = jaccard is not null, Jaccard = jaccard ?? 0.8 } });

    private static double Share(string[] here, string[] there, double? jaccard = null) => Sets.Value(Of(here, there, jaccard));

    [Test]
    public void Records_count_whose_text_stands_in_the_other_set()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Share(["a", "b", "c", "d"], ["b", "x"]), Is.EqualTo(0.25));
            Assert.That(Share(["a", "a", "a", "d"], ["a", "a"]), Is.EqualTo(0.75), "each with all its copies, whatever they are there");
            Assert.That(Share(["a", "b"], ["A", "b."]), Is.Zero, "another text");
            Assert.That(Share(["cafe\u0301 👩‍👩‍👧 東京 שלום"], ["caf\u00e9 👩‍👩‍👧 東京 שלום"]), Is.EqualTo(1), "the same in NFC");
            Assert.That(Share(["👍🏽"], ["👍"]), Is.Zero);
            Assert.That(Share([""], ["", "a"]), Is.EqualTo(1), "empty texts are equal");
            Assert.That(Share(["a"], ["a"]), Is.EqualTo(1));
            Assert.That(Share(["a"], ["b"]), Is.Zero);
            Assert.That(Share([.. Enumerable.Repeat("a", 7)], [.. Enumerable.Repeat("a", 3)]), Is.EqualTo(1));
            Assert.That(((NotJudged)Of([], ["a"])).Reason, Is.EqualTo("there are no records"));
            Assert.That(((NotJudged)Of(["a"], [])).Reason, Is.EqualTo("the reference has no records"));
        });
    }

    [Test]
    public void Near_repeats_count_where_they_are_asked_for()
    {
        string[] here = [Text(1, 30), Text(2, 20, 40), Text(3), "where is my cards", Text(4)], there = [Text(1), Text(2), Text(3), "where is my card"];
        Assert.Multiple(() =>
        {
            // 56 5-grams; a word changed in the middle takes five of them: 51 / 61 = 0.84. Two: 46 / 66 = 0.70.
            Assert.That(Share(here, there), Is.EqualTo(0.2), "equal texts alone");
            Assert.That(Share(here, there, 0.8), Is.EqualTo(0.4));
            Assert.That(Share(here, there, 0.69), Is.EqualTo(0.6));
            Assert.That(Share(here, there, 1), Is.EqualTo(0.2));
            Assert.That(((Measured)Of(here, there, 0.8)).Method, Is.EqualTo("exact"));
            Assert.That(((Measured)Of(here, there, 0.8)).Unsure, Is.Null);
        });
    }

    [Test]
    public void Two_similarities_of_one_pair_of_sets_are_two_numbers()
    {
        var needs = Sets.Needs([Leakage.MetricName], origin: false);
        var (here, there) = (Sets.Scan(needs, [new(Text(1, 30)), new(Text(2, 20, 40))]), Sets.Scan(needs, [new(Text(1)), new(Text(2))]));
        var input = Sets.Input(here, there);
        Measurement At(double jaccard) => MetricCatalog.Get(Leakage.MetricName).Measure(input with { Settings = MetricSettings.Default with { Near = true, Jaccard = jaccard } });
        Assert.That((Sets.Value(At(0.8)), Sets.Value(At(0.69)), Sets.Value(At(0.8))), Is.EqualTo((0.5, 1.0, 0.5)));
    }

    [Test]
    public void Evidence_is_pairs_of_rows_here_and_there()
    {
        var measured = (Measured)Of(["a", Text(1, 30), "a"], ["x", "a", Text(1)], 0.8);
        Assert.That(measured.Explain!().Select(rows => $"{rows.What} ({rows.Records}){(rows.InReference ? " there" : "")}: {string.Join(' ', rows.Places.Select(place => place.Line))}"), Is.EqualTo((string[])
        [
            "stands in the reference too (2): 0 2", "the same text in the reference (1) there: 1",
            "nearly stands in the reference too (1): 1", "the text in the reference that it nearly repeats (1) there: 2",
        ]));
    }

    [Test]
    public void Parts_in_any_order_say_what_the_whole_says()
    {
        var needs = Sets.Needs([Leakage.MetricName], origin: false);
        Row[] rows = [.. Enumerable.Range(0, 120).Select(i => new Row(Text(i / 4, i % 5 * 12)))];
        Row[] others = [.. Enumerable.Range(0, 30).Select(i => new Row(Text(i * 2, i % 2 * 12)))];
        var whole = (Measured)Of(Sets.Scan(needs, rows), Sets.Scan(needs, others), 0.8);
        Assert.That(whole.Value, Is.InRange(0.2, 0.9));
        DatasetScan Parts(Row[] all, int size)
        {
            var sum = new DatasetScan(needs, _ => FileOrigin.None);
            foreach (var (i, part) in all.Chunk(size).Index().Reverse())
            {
                var scan = new DatasetScan(needs, _ => FileOrigin.None);
                Sets.AddTo(scan, part, firstLine: i * size);
                sum.Merge(scan);
            }
            return sum;
        }
        foreach (var size in new[] { 1, 17, 60 })
        {
            var measured = (Measured)Of(Parts(rows, size), Parts(others, size), 0.8);
            Assert.That((measured.Value, measured.Low, measured.High), Is.EqualTo((whole.Value, whole.Low, whole.High)));
            Assert.That(measured.Explain!().Select(evidence => string.Join(' ', evidence.Places)), Is.EqualTo(whole.Explain!().Select(evidence => string.Join(' ', evidence.Places))));
        }
    }

    [Test]
    public void Beyond_the_tables_the_interval_holds_the_truth_nearly_always()
    {
        var (held, sides) = (0, 0);
        for (var trial = 0; trial < 200; trial++)
        {
            string[] here = [.. Enumerable.Range(0, 1_200).Select(i => $"{trial} here {i}"), .. Enumerable.Range(0, 300).Select(i => $"{trial} both {i % 150}")];
            string[] there = [.. Enumerable.Range(0, 900).Select(i => $"{trial} there {i}"), .. Enumerable.Range(0, 150).Select(i => $"{trial} both {i}")];
            var measured = (Measured)Of(here, there, sketches: new SketchOptions(256, 100, 1L << 20));
            Assert.That((measured.Method, measured.Unsure), Is.EqualTo(("threshold sketch, 95%", "not all texts fit the policy's memory, and the interval of those that do holds the bound")));
            if (measured.Low <= 0.2 && 0.2 <= measured.High) held++;
            if (measured.Value > 0.2) sides++;
        }
        Assert.That(held, Is.InRange(180, 200), "95% of 200, less three standard errors");
        Assert.That(sides, Is.InRange(60, 140), "to either side");
    }

    [Test]
    public void What_a_sketch_finds_nothing_of_has_an_upper_end()
    {
        var measured = (Measured)Of(Enumerable.Range(0, 5_000).Select(i => $"here {i}"), Enumerable.Range(0, 10).Select(i => $"there {i}"), sketches: new SketchOptions(500, 100, 1L << 20));
        Assert.That((measured.Value, measured.Low), Is.EqualTo((0.0, 0.0)));
        Assert.That(measured.High, Is.InRange(0.005, 0.007), "3 texts of 500");
    }

    [Test]
    public void A_text_that_many_records_have_is_counted_by_itself()
    {
        for (var trial = 0; trial < 20; trial++)
        {
            string[] here = [.. Enumerable.Range(0, 4_000).Select(i => $"{trial} here {i}"), .. Enumerable.Repeat($"{trial} heavy", 1_000)];
            var measured = (Measured)Of(here, [$"{trial} heavy", "x"], sketches: new SketchOptions(256, 50, 1L << 20));
            Assert.That(measured.Value, Is.EqualTo(0.2).Within(0.002), "known of its own, not one in sixteen times at sixteen times its size");
            Assert.That(measured.Low, Is.EqualTo(measured.Value).Within(0.002));
        }
    }

    [Test]
    public void Of_samples_near_repeats_have_an_interval()
    {
        string[] there = [.. Enumerable.Range(0, 2_000).Select(i => Text(i))], here = [.. Enumerable.Range(0, 2_000).Select(i => i < 200 ? Text(i, 30) : Text(i + 10_000))];
        var measured = (Measured)Of(here, there, 0.8, new SketchOptions(1 << 16, 1_000, 1L << 30));
        Assert.Multiple(() =>
        {
            Assert.That(measured.Method, Is.EqualTo("equal texts of all records, near ones of the sample, 95%"));
            Assert.That(measured.Unsure, Does.Contain("a larger 'sample' looks at more"));
            Assert.That(measured.Value, Is.InRange(0.03, 0.07), "half of the twins of a tenth");
            Assert.That((measured.Low < measured.Value, measured.High), Is.EqualTo((true, measured.High)));
            Assert.That(measured.High, Is.InRange(0.1, 0.16), "it reaches up to what is there");
        });
    }
}
