using System.Text.Json;
using DataGate.Files.Reports.Layout;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Json;

/// <summary>What the check comes to.</summary>
internal static class SummaryJson
{
    public static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        var totals = new Totals(verdict);
        json.WriteStartObject("summary");
        json.WriteNumber("budgets", totals.Budgets);
        json.WriteNumber("judged", totals.Budgets - totals.NotJudged);
        json.WriteNumber("holds", totals.Holds);
        json.WriteNumber("warns", totals.Warns);
        json.WriteNumber("broken", totals.Broken);
        if (totals.Exempt > 0) json.WriteNumber("exempt", totals.Exempt);
        json.WriteNumber("notJudged", totals.NotJudged);
        json.WriteNumber("errors", totals.Errors);
        json.WriteNumber("warnings", totals.Warnings);
        json.WriteNumber("notes", totals.Notes);
        json.WriteString("outcome", totals.Outcome);
        json.WriteEndObject();
    }
}
