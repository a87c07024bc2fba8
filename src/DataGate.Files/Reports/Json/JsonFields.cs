using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;

namespace DataGate.Files.Reports.Json;

/// <summary>Fields that may be null, and text from outside.</summary>
internal static class JsonFields
{
    public static void WriteText(this Utf8JsonWriter json, string field, string? text)
    {
        if (text is null)
            json.WriteNull(field);
        else
            json.WriteString(field, JsonText.Valid(text));
    }

    public static void WriteWhole(this Utf8JsonWriter json, string field, long? number)
    {
        if (number is { } known)
            json.WriteNumber(field, known);
        else
            json.WriteNull(field);
    }

    /// <summary>With all its digits: what is read back is the same number.</summary>
    public static void WriteReal(this Utf8JsonWriter json, string field, double? number)
    {
        if (number is { } known && double.IsFinite(known))
            json.WriteNumber(field, known);
        else
            json.WriteNull(field);
    }

    /// <summary>File, line and column; null where there is none, and where the whole file is meant. In a file without lines the row instead, which is left out elsewhere.</summary>
    public static void WriteLocation(this Utf8JsonWriter json, Location? at)
    {
        json.WriteText("file", at?.File);
        json.WriteWhole("line", at is { Line: > 0 } row ? row.Line : null);
        json.WriteWhole("column", at is { Line: > 0, Column: > 0 } place ? place.Column : null);
        if (at is { Row: > 0 } record) json.WriteNumber("row", record.Row);
    }

    public static void WritePolicy(this Utf8JsonWriter json, PolicyPlace? at)
    {
        json.WriteText("policyFile", at?.File);
        json.WriteWhole("policyLine", at is { Line: > 0 } row ? row.Line : null);
        json.WriteWhole("policyColumn", at is { Line: > 0, Column: > 0 } place ? place.Column : null);
    }

    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Note => "note",
        _ => "off",
    };
}
