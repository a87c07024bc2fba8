using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>Every metric of the catalog over one pair of scans, as a check measures them; metrics of buckets on the bucket of label "a".</summary>
internal static class MeasuredSets
{
    public const int Today = 20_800;
    private const string Label = "a";
    private static readonly PolicyPlace s_place = new("datagate.yaml", 1, 1);

    /// <summary>Metrics that are measured in a bucket.</summary>
    private static readonly string[] s_inBucket = ["count", "share"];

    public static Needs Needs(SketchOptions? sketches = null)
    {
        var needs = Sets.Needs(MetricCatalog.All.Select(metric => metric.Name), sketches: sketches);
        return needs with
        {
            Topic = FieldPath.Parse("label"),
            Buckets = [new Bucket { Name = Label, Where = [new FieldMatch(FieldPath.Parse("label"), [new ValuePattern(Label)], s_place)], Place = s_place }],
            InBuckets = [needs.Whole],
        };
    }

    public static DatasetScan Scan(IEnumerable<Row> rows, SketchOptions? sketches = null) => Sets.Scan(Needs(sketches), rows);

    public static DatasetScan ScanReference(IEnumerable<Row> rows, SketchOptions? sketches = null) => Sets.Scan(Needs(sketches) with { Origin = null }, rows);

    public static Dictionary<string, Measurement> All(IEnumerable<Row> data, IEnumerable<Row> reference, SketchOptions? sketches = null) =>
        All(Scan(data, sketches), ScanReference(reference, sketches));

    public static Dictionary<string, Measurement> All(DatasetScan data, DatasetScan reference)
    {
        var input = Sets.Input(data, reference) with { Today = Today, Leaves = ["a", "b", "leaf without records"] };
        return MetricCatalog.All.ToDictionary(
            metric => metric.Name,
            metric => MetricCatalog.Get(metric.Name).Measure(s_inBucket.Contains(metric.Name, StringComparer.Ordinal) ? input with { Scope = data.Bucket(0) } : input),
            StringComparer.Ordinal);
    }

    /// <summary>All that a measurement says but for evidence, to the bit.</summary>
    public static string Show(Measurement measurement) => measurement is not Measured it ? ((NotJudged)measurement).Reason
        : string.Create(CultureInfo.InvariantCulture, $"{it.Value:R} in {it.Low:R} to {it.High:R}, {it.Records} records, {it.Method}, {it.Incomplete}, {it.IsConstant}");

    public static string Show(Dictionary<string, Measurement> measurements) =>
        string.Join('\n', measurements.Select(pair => $"{pair.Key}: {Show(pair.Value)}"));
}
