using System.Text.Json;
using DataGate.Documents;

namespace DataGate.Files.Reports.Sarif;

/// <summary>A place in a file, as a physical location.</summary>
internal static class SarifPlace
{
    /// <summary>What relative addresses are relative to.</summary>
    public const string Root = "%SRCROOT%";

    /// <param name="json">Where.</param>
    /// <param name="at">Its file is named from the repository's root.</param>
    public static void Write(Utf8JsonWriter json, Location at)
    {
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var address = Address(at.File);
        json.WriteString("uri", address);
        if (!IsAbsolute(at.File)) json.WriteString("uriBaseId", Root);
        json.WriteEndObject();
        if (at.Line > 0)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", at.Line);
            // Columns of data count bytes, which the format can't say: only the first one is the same in every unit.
            if (at.Column == 1) json.WriteNumber("startColumn", 1);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>A path as the relative or absolute address of a file, each of its segments percent-encoded (RFC 3986).</summary>
    public static string Address(string path)
    {
        var segments = string.Join('/', Escaping.JsonText.Valid(path).Split('/').Select(Uri.EscapeDataString));
        if (!IsAbsolute(path)) return segments.Length == 0 ? "." : segments;
        return "file://" + (path[0] == '/' ? "" : "/") + segments;
    }

    /// <summary>Rooted on any system, so that a report is the same on all.</summary>
    private static bool IsAbsolute(string path) =>
        path.StartsWith('/') || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] == '/');
}
