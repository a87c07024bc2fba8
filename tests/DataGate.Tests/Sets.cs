using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Tests.Metrics;
using DataGate.Tests.Metrics.Embeddings;
using DataGate.Text;

namespace DataGate.Tests;

/// <summary>A record of a test's set.</summary>
public sealed record Row(string Text, string? Source = null, string? Label = null, int? Generation = null, string? Created = null)
{
    public string? Id { get; init; }

    /// <summary>As JSON: a text, a number, or an array.</summary>
    public string? Parent { get; init; }
}

/// <summary>Builds scans from rows in memory.</summary>
internal static class Sets
{
    public const ulong Seed = 20250101;
    private static readonly PolicyPlace s_place = new("datagate.yaml", 1, 1);

    public static SketchOptions Large { get; } = new(1 << 20, 100_000, 1L << 30);

    public static Origin Origin { get; } = new()
    {
        Field = FieldPath.Parse("source"),
        HumanValues = [new ValuePattern("human")],
        SyntheticValues = [new ValuePattern("*")],
        Place = s_place,
    };

    public static Needs Needs(IEnumerable<string> metrics, Words words = Words.Unicode, SketchOptions? sketches = null, bool origin = true) => new()
    {
        Text = TextTemplate.Parse("text"),
        Label = FieldPath.Parse("label"),
        Created = FieldPath.Parse("created"),
        Generation = FieldPath.Parse("generation"),
        Id = FieldPath.Parse("id"),
        Parent = FieldPath.Parse("parent"),
        Origin = origin ? Origin : null,
        Words = words,
        Seed = Seed,
        Sketches = sketches ?? Large,
        Whole = [.. metrics.SelectMany(name => MetricCatalog.Get(name).Needs).Append(SketchKind.Labels).Distinct().Order()],
    };

    public static DatasetScan Scan(Needs needs, IEnumerable<Row> rows, int firstChunk = 0)
    {
        var scan = new DatasetScan(needs, _ => FileOrigin.None);
        AddTo(scan, rows, firstChunk);
        return scan;
    }

    public static void AddTo(DatasetScan scan, IEnumerable<Row> rows, int chunk = 0, int firstLine = 0)
    {
        var record = new Record(scan.Fields.Length);
        var line = firstLine;
        foreach (var row in rows)
        {
            record.Clear();
            record.Place = Place.At(chunk, line++, 1);
            for (var i = 0; i < scan.Fields.Length; i++)
            {
                var (kind, value) = scan.Fields[i].Text switch
                {
                    "text" => (ValueKind.Text, row.Text),
                    "source" => (ValueKind.Text, row.Source),
                    "label" => (ValueKind.Text, row.Label),
                    "created" => (ValueKind.Text, row.Created),
                    "generation" => (ValueKind.Number, row.Generation?.ToString(CultureInfo.InvariantCulture)),
                    "id" => (ValueKind.Text, row.Id),
                    "parent" => (row.Parent is ['[', ..] ? ValueKind.Array : row.Parent is ['{', ..] ? ValueKind.Object : ValueKind.Text, row.Parent),
                    var other => throw new ArgumentException(other),
                };
                if (value is not null) record.Set(i, kind, Encoding.UTF8.GetBytes(value));
            }
            scan.Add(record);
        }
    }

    public static Measurement Measure(string metric, IEnumerable<Row> rows, IEnumerable<Row>? reference = null, Words words = Words.Unicode, SliceName slice = SliceName.All, Unit unit = Unit.Records, int today = 0)
    {
        var needs = Needs([metric], words);
        var data = Scan(needs, rows);
        var other = reference is null ? null : Scan(needs with { Origin = null }, reference);
        return Measure(metric, data, other, words, slice, unit, today);
    }

    public static Measurement Measure(string metric, DatasetScan data, DatasetScan? reference = null, Words words = Words.Unicode, SliceName slice = SliceName.All, Unit unit = Unit.Records, int today = 0) =>
        MetricCatalog.Get(metric).Measure(Input(data, reference, words, slice) with { Unit = unit, Today = today });

    public static MetricInput Input(DatasetScan data, DatasetScan? reference = null, Words words = Words.Unicode, SliceName slice = SliceName.All) =>
        new(data.Whole, data.Whole, slice, WordSplitter.For(words, Seed))
        {
            Reference = reference?.Whole.Slice(SliceName.All),
            Ancestry = new(() => new Ancestry(data.Whole, reference?.Whole.Slice(SliceName.All))),
            Samples = Reader(words),
            Judge = new HashJudge(),
        };

    /// <summary>Reads samples; their texts are embedded by hashes of their words.</summary>
    public static SampleReader Reader(Words words = Words.Unicode) => new(WordSplitter.For(words, Seed), Embedding());

    /// <summary>Every text is embedded, by the hashes of its words.</summary>
    public static EmbeddingSample Embedding() => new(HashEmbedder.Texts(), int.MaxValue, Seed);

    /// <summary>A metric's measure over the draw of all records.</summary>
    public static double? Drawn(string metric, IEnumerable<Row> rows, IEnumerable<Row> reference)
    {
        var needs = Needs([metric]);
        var (data, other) = (Scan(needs, rows), Scan(needs, reference));
        var (measure, set, anchor) = ((DrawMetric)MetricCatalog.Get(metric).OverDraws!, data.Whole.Slice(SliceName.All), other.Whole.Slice(SliceName.All));
        return measure.Value(measure.OverEmbeddings ? Reader().Read(set, anchor).Input! : Reader().Of(set, anchor));
    }

    public static double Value(Measurement measurement) =>
        measurement is Measured measured ? measured.Value : throw new AssertionException($"not measured: {((NotJudged)measurement).Reason}");

    public static ImmutableArray<Row> Texts(params string[] texts) => [.. texts.Select(text => new Row(text))];

    /// <summary>The rows of a JSONL file with <c>text</c> and, where they are there, <c>source</c> and <c>label</c>.</summary>
    public static ImmutableArray<Row> Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return new Row(json.RootElement.GetProperty("text").GetString()!, Get(json, "source"), Get(json, "label"));
        }),
    ];

    private static string? Get(JsonDocument json, string name) =>
        json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}
