using System.Text.Json;
using DataGate.Metrics;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Json;

/// <summary>A dataset, or several together: what it is, what was measured on each slice, and what became of each budget.</summary>
internal static class DatasetJson
{
    /// <param name="json">Where.</param>
    /// <param name="dataset">What was measured.</param>
    /// <param name="options">Holds the seed.</param>
    /// <param name="rulings">What was judged; null: nothing was to be.</param>
    public static void Write(Utf8JsonWriter json, MeasuredDataset dataset, ReportOptions options, IEnumerable<Ruling>? rulings)
    {
        json.WriteStartObject();
        json.WriteText("name", dataset.Name);
        if (dataset.PolicyFile is { } policy) json.WriteText("policyFile", policy);
        json.WriteText("owner", dataset.Owner);
        json.WriteNumber("files", dataset.Files);
        json.WriteNumber("documents", dataset.Documents);
        json.WriteNumber("tokens", dataset.Tokens);
        json.WriteNumber("bytes", dataset.Bytes);
        if (dataset.IsUnion) WriteMembers(json, dataset.Members);
        else WriteSlices(json, dataset, options);
        if (rulings is not null)
        {
            json.WriteStartArray("budgets");
            foreach (var ruling in rulings) BudgetJson.Write(json, ruling);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteSlices(Utf8JsonWriter json, MeasuredDataset dataset, ReportOptions options)
    {
        json.WriteWhole("referenceDocuments", dataset.ReferenceDocuments);
        json.WriteStartArray("slices");
        foreach (var slice in dataset.Slices) WriteSlice(json, slice, dataset.Seed ?? options.Seed);
        json.WriteEndArray();
    }

    private static void WriteMembers(Utf8JsonWriter json, IEnumerable<MemberSize> members)
    {
        json.WriteStartArray("datasets");
        foreach (var member in members)
        {
            json.WriteStartObject();
            json.WriteText("name", member.Name);
            WriteSize(json, member);
            if (member.Synthetic is { } synthetic)
            {
                json.WriteStartObject("synthetic");
                WriteSize(json, synthetic);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNull("synthetic");
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSize(Utf8JsonWriter json, MemberSize size)
    {
        json.WriteNumber("documents", size.Documents);
        json.WriteNumber("tokens", size.Tokens);
        json.WriteNumber("bytes", size.Bytes);
    }

    private static void WriteSlice(Utf8JsonWriter json, MeasuredSlice slice, ulong? seed)
    {
        json.WriteStartObject();
        json.WriteText("name", slice.Name);
        json.WriteNumber("documents", slice.Documents);
        json.WriteNumber("tokens", slice.Tokens);
        json.WriteStartArray("measurements");
        foreach (var (metric, measurement) in slice.Measurements)
        {
            json.WriteStartObject();
            json.WriteText("metric", metric.Name);
            WriteMeasurement(json, measurement, seed);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A fact has no seed; what is no value has a reason instead.</summary>
    private static void WriteMeasurement(Utf8JsonWriter json, Measurement measurement, ulong? seed)
    {
        var measured = measurement as Measured;
        json.WriteReal("value", measured?.Value);
        json.WriteReal("low", measured?.Low);
        json.WriteReal("high", measured?.High);
        json.WriteWhole("n", measured?.Records);
        json.WriteText("method", measured?.Method);
        if (seed is { } known && measured is { Method: not "exact" })
            json.WriteNumber("seed", known);
        else
            json.WriteNull("seed");
        if (measured?.Incomplete is { } gap) json.WriteText("incomplete", gap);
        if (measurement is NotJudged none) json.WriteText("reason", none.Reason);
    }
}
