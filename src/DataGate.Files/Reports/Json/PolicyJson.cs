using System.Text.Json;
using DataGate.Files.Reports.Layout;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Json;

/// <summary>What became of each policy of a check of several, and which were left out.</summary>
internal static class PolicyJson
{
    public static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartArray("policies");
        foreach (var row in PolicyRow.Of(verdict)) Write(json, row);
        json.WriteEndArray();
        json.WriteStartArray("untouched");
        foreach (var file in verdict.Untouched) json.WriteStringValue(Escaping.JsonText.Valid(file));
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PolicyRow row)
    {
        json.WriteStartObject();
        json.WriteText("file", row.File);
        json.WriteNumber("datasets", row.Datasets);
        json.WriteNumber("budgets", row.Budgets);
        json.WriteNumber("holds", row.Totals.Holds);
        json.WriteNumber("warns", row.Totals.Warns);
        json.WriteNumber("broken", row.Totals.Broken);
        json.WriteNumber("notJudged", row.Totals.NotJudged);
        json.WriteNumber("errors", row.Totals.Errors);
        json.WriteNumber("warnings", row.Totals.Warnings);
        json.WriteNumber("notes", row.Totals.Notes);
        json.WriteString("outcome", row.Outcome);
        json.WriteEndObject();
    }
}
