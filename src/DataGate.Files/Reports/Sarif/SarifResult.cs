using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Json;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Reports.Sarif;

/// <summary>A finding as a result: at its row, with the rest of its evidence and the policy's line as related locations.</summary>
internal sealed class SarifResult(Utf8JsonWriter json, ReportOptions options)
{
    /// <summary>Pieces of evidence, and rows of each, that are listed.</summary>
    private const int MaxEvidence = 5, MaxRows = 3;

    /// <param name="finding">What to tell.</param>
    /// <param name="rule">The index of its rule.</param>
    /// <param name="fingerprint">Its own.</param>
    /// <param name="number">Which of those with this fingerprint it is, from 1.</param>
    public void Write(Finding finding, int rule, string fingerprint, int number)
    {
        json.WriteStartObject();
        json.WriteText("ruleId", finding.Code);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" });
        SarifLog.WriteMessage(json, "message", Text(FindingPlace.Told(finding)));
        json.WriteStartArray("locations");
        json.WriteStartObject();
        SarifPlace.Write(json, FindingPlace.InRepository(finding, options));
        json.WriteEndObject();
        json.WriteEndArray();
        WriteRelated(finding);
        // The first is the field that GitHub tells findings apart by; without it, it would hash the row, and a moved row would be a new finding.
        json.WriteStartObject("partialFingerprints");
        json.WriteString("primaryLocationLineHash", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fingerprint}:{number}"));
        json.WriteString("datagate/v1", Numbered.Text(fingerprint, number));
        json.WriteEndObject();
        if (finding.Exemption is { } exemption) WriteSuppression(exemption);
        WriteProperties(finding);
        json.WriteEndObject();
    }

    /// <summary>Accepted in the policy, which is a file of its own.</summary>
    private void WriteSuppression(Exemption exemption)
    {
        json.WriteStartArray("suppressions");
        json.WriteStartObject();
        json.WriteString("kind", "external");
        json.WriteString("status", "accepted");
        json.WriteString("justification", Text(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{exemption.Reason} (until {exemption.Until:yyyy-MM-dd})")));
        json.WriteStartObject("location");
        SarifPlace.Write(json, new Location(options.FileInRepository(exemption.Place.File), exemption.Place.Line, exemption.Place.Column));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteRelated(Finding finding)
    {
        var id = 0;
        json.WriteStartArray("relatedLocations");
        if (finding.Policy is { } place) WriteLocation(new Location(place.File, place.Line, place.Column), ++id, "The line of the policy that decides.");
        foreach (var evidence in finding.Evidence.Take(MaxEvidence))
        {
            var excerpt = evidence.Excerpt is { } text ? $": \"{text}\"" : "";
            foreach (var row in evidence.Rows.Take(MaxRows)) WriteLocation(row, ++id, $"{RowOf(row)}{evidence.What} ({evidence.Amount}){excerpt}");
        }
        json.WriteEndArray();
    }

    private void WriteLocation(in Location at, int id, string message)
    {
        json.WriteStartObject();
        json.WriteNumber("id", id);
        SarifPlace.Write(json, at with { File = options.FileInRepository(at.File) });
        SarifLog.WriteMessage(json, "message", Text(message));
        json.WriteEndObject();
    }

    private void WriteProperties(Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("kind", FindingJson.Word(finding.Kind));
        if (finding.Dataset is { } dataset) json.WriteString("dataset", Visible.Of(dataset));
        if (finding.Slice is { } slice) json.WriteString("slice", Visible.Of(slice));
        if (finding.Metric is { } metric) json.WriteString("metric", Visible.Of(metric));
        if (finding.Observed is not null) json.WriteReal("observed", finding.Observed);
        if (finding.Low is not null) json.WriteReal("low", finding.Low);
        if (finding.High is not null) json.WriteReal("high", finding.High);
        if (finding.Bound is { } bound) json.WriteString("bound", Visible.Of(bound));
        if (finding.Records is not null) json.WriteWhole("records", finding.Records);
        if (finding.Owner is { } owner) json.WriteString("owner", Visible.Of(owner));
        json.WriteEndObject();
    }

    private static string RowOf(in Location row) => row.Row > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Row {row.Row}: ") : "";

    /// <summary>In a message <c>[text](address)</c> would be a link.</summary>
    private static string Text(string text) => Visible.Of(text).Replace("](", "] (", StringComparison.Ordinal);
}
