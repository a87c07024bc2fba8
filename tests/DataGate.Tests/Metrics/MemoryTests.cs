using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics;

/// <summary>What doesn't fit the policy's memory is estimated, and says so: with an interval that holds the exact number.</summary>
public sealed class MemoryTests
{
    private const int Trials = 30, Rows = 1_200;

    private static readonly SketchOptions s_small = Sets.Large with { Entries = 400 };

    /// <summary>Measures over all records whose counts may outgrow the memory; those over draws take the sample, whose size is fixed.</summary>
    private static IEnumerable<string> Counted() => MetricCatalog.All.Select(info => MetricCatalog.Get(info.Name))
        .Where(metric => metric is not SampledMetric && metric.Needs.Any(kind => kind is (>= SketchKind.Grams1 and <= SketchKind.Grams5) or SketchKind.Contents or SketchKind.Openings))
        .Select(metric => metric.Name);

    [TestCaseSource(nameof(Counted))]
    public void The_interval_of_what_outgrew_the_memory_holds_the_exact_number(string metric)
    {
        var rows = Sets.Read(Repository.SharedData("dev", "clinc150.imbalanced.jsonl"));
        var random = new Random(7);
        var (held, wide, measured) = (0, 0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var data = random.GetItems(rows.AsSpan(), Rows).Select((row, i) => row with { Source = i % 3 == 0 ? "model" : "human" }).ToArray();
            var reference = random.GetItems(rows.AsSpan(), Rows);
            if (Measure(metric, data, reference, Sets.Large) is not Measured exact || Measure(metric, data, reference, s_small) is not Measured estimate) continue;
            measured++;
            if (estimate.Low <= exact.Value && exact.Value <= estimate.High) held++;
            if (estimate.Low < estimate.High) wide++;
        }
        TestContext.Out.WriteLine($"{metric}: {held} of {measured} hold, {wide} wide");
        Assert.That(measured, Is.EqualTo(Trials));
        Assert.That(wide, Is.Positive);
        Assert.That(held, Is.AtLeast(Trials * 9 / 10));
    }

    [TestCase(1, 1_024)]
    [TestCase(2, 1_024)]
    [TestCase(40, 8_192)]
    [TestCase(1_000, 1 << 20)]
    public void Groups_together_hold_about_what_one_set_does(int groups, int entries)
    {
        var options = Sets.Large with { Entries = entries, SampleBytes = 1 << 22 };
        var needs = Sets.Needs([], sketches: options, origin: false) with { Groups = [new GroupNeeds(FieldPath.Parse("label"), [SketchKind.Tally, SketchKind.Grams2, SketchKind.Contents, SketchKind.Sample])] };
        var rows = Enumerable.Range(0, 60_000).Select(i => new Row($"text {i} of {i * 7} and {i % 77}", Label: "label " + (i % groups)));
        var sets = Sets.Scan(needs, rows).Groups(0).Groups.Select(group => group.Value.Slice(SliceName.All)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(sets, Has.Count.EqualTo(groups));
            Assert.That(sets.Sum(set => set.Get<GramCounts>(SketchKind.Grams2).Table.Entries), Is.InRange(1_024, Math.Max(entries, groups * 1_024)));
            Assert.That(sets.Sum(set => set.Get<DocumentSample>(SketchKind.Sample).Texts.Sum(text => text.Text.Length)), Is.InRange(1, Math.Max(options.SampleBytes * 2, groups * (64 << 10))));
            Assert.That(sets.Sum(set => set.Tally.Records), Is.EqualTo(60_000));
        });
    }

    private static Measurement Measure(string metric, IEnumerable<Row> data, IEnumerable<Row> reference, SketchOptions sketches)
    {
        var needs = Sets.Needs([metric], sketches: sketches);
        return Sets.Measure(metric, Sets.Scan(needs, data), Sets.Scan(needs with { Origin = null }, reference));
    }
}
