using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DataGate.Files.Reports.Json;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>For programs: a versioned contract, the same for <c>check</c> and <c>measure</c>. Numbers carry all their digits.</summary>
public sealed class JsonReport : Report
{
    /// <summary>Goes up when a field goes away or changes its meaning, not when one is added.</summary>
    public const int SchemaVersion = 1;

    public override string Name => "json";

    /// <summary>The JSON Schema (draft 7) of the output.</summary>
    public static string Schema
    {
        get
        {
            using var stream = typeof(JsonReport).Assembly.GetManifestResourceStream("DataGate.Files.Reports.report.schema.json")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to) => Write(options, to, json =>
    {
        json.WriteStartArray("datasets");
        foreach (var dataset in verdict.Datasets) DatasetJson.Write(json, MeasuredDataset.Of(dataset), options, dataset.Rulings);
        json.WriteEndArray();
        if (!verdict.Unions.IsEmpty) WriteUnions(json, verdict, options);
        if (!verdict.Policies.IsEmpty || verdict.IsIdle) PolicyJson.Write(json, verdict);
        json.WriteStartArray("findings");
        foreach (var finding in verdict.Findings) FindingJson.Write(json, finding);
        json.WriteEndArray();
        SummaryJson.Write(json, verdict);
    });

    /// <summary>What was measured, with nothing judged: no findings and no summary.</summary>
    public static void Write(ImmutableArray<MeasuredDataset> datasets, ReportOptions options, TextWriter to) => Write(options, to, json =>
    {
        json.WriteStartArray("datasets");
        foreach (var dataset in datasets) DatasetJson.Write(json, dataset, options, rulings: null);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        json.WriteEndArray();
    });

    private static void WriteUnions(Utf8JsonWriter json, Verdict verdict, ReportOptions options)
    {
        json.WriteStartArray("unions");
        foreach (var union in verdict.Unions) DatasetJson.Write(json, MeasuredDataset.Of(union), options, union.Rulings);
        json.WriteEndArray();
    }

    private static void Write(ReportOptions options, TextWriter to, Action<Utf8JsonWriter> body)
    {
        to.Write(JsonPage.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema", SchemaVersion);
            json.WriteStartObject("tool");
            json.WriteString("name", "datagate");
            json.WriteText("version", options.Version);
            json.WriteEndObject();
            body(json);
            json.WriteEndObject();
        }));
    }
}
