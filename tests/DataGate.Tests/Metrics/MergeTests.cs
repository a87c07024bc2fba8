using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics;

/// <summary>The one idea: any parts in any order make the whole, to the byte.</summary>
public sealed class MergeTests
{
    private static readonly string[] s_metrics =
        [.. MetricCatalog.All.Where(metric => metric.Family != MetricFamily.Tail).Select(metric => metric.Name)];

    private static byte[] Bytes(DatasetScan scan)
    {
        using var stream = new MemoryStream();
        scan.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static Row[] Real(double duplicates)
    {
        var random = new Random(11);
        var rows = Sets.Read(Repository.SharedData("dev", "clinc150.imbalanced.jsonl")).Take(3_000)
            .Select(row => row with { Id = "r" + random.Next(2_500), Parent = $"[{random.Next(3)}, \"r{random.Next(3_000)}\"]" }).ToArray();
        // One text takes half of the duplicates, the others repeat at random.
        return
        [
            .. rows.Select((row, i) => random.NextDouble() >= duplicates
                ? row with { Source = i % 3 == 0 ? "model-" + (i % 5) : "human" }
                : rows[random.Next(2) * random.Next(100)] with { Source = "human" }),
        ];
    }

    [TestCase(1 << 16, 20_000, 0.0)]
    [TestCase(1 << 16, 20_000, 0.5)]
    [TestCase(512, 200, 0.0)]
    [TestCase(512, 200, 0.5)]
    [TestCase(512, 200, 0.95)]
    public void Parts_of_real_data_give_the_bytes_of_the_whole(int entries, int sample, double duplicates)
    {
        var rows = Real(duplicates);
        var needs = Sets.Needs(s_metrics, sketches: new SketchOptions(entries, sample, 1 << 20)) with
        {
            Topic = FieldPath.Parse("label"),
            Groups = [new GroupNeeds(FieldPath.Parse("label"), [SketchKind.Tally, SketchKind.Grams2, SketchKind.Contents, SketchKind.Openings, SketchKind.Sample])],
        };
        needs = needs with { Whole = [.. needs.Whole, SketchKind.Topics, SketchKind.Sources] };
        var whole = Bytes(Sets.Scan(needs, rows));
        var random = new Random(5);
        foreach (var parts in new[] { 1, 2, 7, 100 })
        {
            var size = (rows.Length / parts) + 1;
            var scans = rows.Chunk(size).Select((part, i) =>
            {
                var scan = new DatasetScan(needs, _ => FileOrigin.None);
                Sets.AddTo(scan, part, firstLine: i * size);
                return scan;
            }).ToArray();
            random.Shuffle(scans);
            var sum = new DatasetScan(needs, _ => FileOrigin.None);
            foreach (var scan in scans)
            {
                var saved = new DatasetScan(needs, _ => FileOrigin.None);
                saved.Load(new BinaryReader(new MemoryStream(Bytes(scan))));
                sum.Merge(saved);
            }
            Assert.That(Bytes(sum).AsSpan().SequenceEqual(whole), Is.True, $"{parts} parts");
        }
    }

    [Test]
    public void A_part_that_is_emptied_and_filled_again_adds_the_same()
    {
        var rows = Real(0.3);
        var needs = Sets.Needs(s_metrics, sketches: new SketchOptions(512, 200, 1 << 20));
        needs = needs with { Whole = [.. needs.Whole, SketchKind.Sources] };
        var sum = new DatasetScan(needs, _ => FileOrigin.None);
        var part = new DatasetScan(needs, _ => FileOrigin.None);
        var line = 0;
        foreach (var some in rows.Chunk(100))
        {
            Sets.AddTo(part, some, firstLine: line);
            line += some.Length;
            sum.Merge(part);
            part.Restart(sum);
        }
        Assert.That(Bytes(sum).AsSpan().SequenceEqual(Bytes(Sets.Scan(needs, rows))), Is.True);
    }

    [Test]
    public void Values_dont_depend_on_culture()
    {
        var rows = Sets.Texts("I LIKE INDIGO AND IVY", "i like indigo and ivy", "Iİıi IT IS I", "it is i");
        var before = CultureInfo.CurrentCulture;
        try
        {
            var values = new[] { "en-US", "tr-TR", "ar-SA" }.Select(culture =>
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                return string.Join(' ', s_metrics.Where(metric => metric.StartsWith("distinct", StringComparison.Ordinal) || metric == "opening-share").Select(metric => Sets.Value(Sets.Measure(metric, rows)).ToString("R", CultureInfo.InvariantCulture)));
            }).ToArray();
            Assert.That(values.Distinct(StringComparer.Ordinal).Count(), Is.EqualTo(1));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
