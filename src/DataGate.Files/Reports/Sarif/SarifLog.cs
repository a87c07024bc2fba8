using System.Text.Json;
using DataGate.Files.Reports.Json;
using DataGate.Files.Reports.Layout;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Sarif;

/// <summary>A log file with one run: the tool, its rules, and what it found.</summary>
internal static class SarifLog
{
    /// <param name="verdict">What to tell.</param>
    /// <param name="options">How.</param>
    /// <param name="most">Results at most.</param>
    public static string Of(Verdict verdict, ReportOptions options, int most)
    {
        var findings = verdict.Findings.WorstFirst().Take(most).ToList();
        var codes = findings.Select(finding => finding.Code).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return JsonPage.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            WriteTool(json, codes, options);
            WriteInvocation(json, verdict, verdict.Findings.Length - findings.Count);
            WriteRoot(json);
            // Of the two kinds that there are; rows have no others than the first column, see SarifPlace.
            json.WriteString("columnKind", "utf16CodeUnits");
            json.WriteStartArray("results");
            foreach (var (finding, fingerprint, number) in Numbered.Of(findings))
                new SarifResult(json, options).Write(finding, codes.IndexOf(finding.Code), fingerprint, number);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteTool(Utf8JsonWriter json, List<string> codes, ReportOptions options)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "DataGate");
        json.WriteText("version", options.Version);
        json.WriteString("informationUri", "https://datagate.dev/");
        json.WriteStartArray("rules");
        foreach (var code in codes)
        {
            json.WriteStartObject();
            json.WriteText("id", code);
            WriteMessage(json, "shortDescription", CodePage.Title(code) + ".");
            WriteMessage(json, "help", $"Run 'dotnet datagate explain {code}', or see {CodePage.Address(code)}.");
            json.WriteString("helpUri", CodePage.Address(code));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A run that judged nothing, or not all that it had to, is no success, whatever it found.</summary>
    private static void WriteInvocation(Utf8JsonWriter json, Verdict verdict, int leftOut)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", !verdict.IsIncomplete && (!verdict.Datasets.IsEmpty || verdict.IsIdle));
        if (leftOut > 0)
        {
            json.WriteStartArray("toolExecutionNotifications");
            json.WriteStartObject();
            json.WriteString("level", "warning");
            WriteMessage(json, "message", $"{Amounts.Of(leftOut, "more finding")} did not fit: see the other formats of this check.");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>No address: a report says nothing of the machine that it was made on.</summary>
    private static void WriteRoot(Utf8JsonWriter json)
    {
        json.WriteStartObject("originalUriBaseIds");
        json.WriteStartObject(SarifPlace.Root);
        WriteMessage(json, "description", "The root of the repository.");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteMessage(Utf8JsonWriter json, string field, string text)
    {
        json.WriteStartObject(field);
        json.WriteText("text", text);
        json.WriteEndObject();
    }
}
