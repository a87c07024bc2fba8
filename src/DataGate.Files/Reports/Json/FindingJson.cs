using System.Globalization;
using System.Text.Json;
using DataGate.Rules;

namespace DataGate.Files.Reports.Json;

/// <summary>A finding with everything that is known of it.</summary>
internal static class FindingJson
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteText("code", finding.Code);
        json.WriteString("kind", Word(finding.Kind));
        json.WriteString("severity", JsonFields.Word(finding.Severity));
        json.WriteText("dataset", finding.Dataset);
        json.WriteText("slice", finding.Slice);
        json.WriteText("metric", finding.Metric);
        json.WriteLocation(finding.Data);
        json.WritePolicy(finding.Policy);
        json.WriteReal("observed", finding.Observed);
        json.WriteReal("low", finding.Low);
        json.WriteReal("high", finding.High);
        json.WriteText("bound", finding.Bound);
        json.WriteWhole("records", finding.Records);
        json.WriteText("owner", finding.Owner);
        json.WriteText("message", finding.Message);
        json.WriteText("fingerprint", finding.Fingerprint);
        if (finding.Exemption is { } exemption)
        {
            json.WriteStartObject("exemption");
            json.WriteString("until", exemption.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteText("reason", exemption.Reason);
            json.WritePolicy(exemption.Place);
            json.WriteEndObject();
        }
        json.WriteStartArray("evidence");
        foreach (var evidence in finding.Evidence) WriteEvidence(json, evidence);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, EvidenceRows evidence)
    {
        json.WriteStartObject();
        json.WriteText("what", evidence.What);
        json.WriteText("excerpt", evidence.Excerpt);
        json.WriteNumber("records", evidence.Records);
        json.WriteStartArray("rows");
        foreach (var row in evidence.Rows)
        {
            json.WriteStartObject();
            json.WriteLocation(row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static string Word(FindingKind kind) => kind switch
    {
        FindingKind.Violation => "violation",
        FindingKind.NotJudged => "not-judged",
        _ => "remark",
    };
}
