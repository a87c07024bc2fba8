using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Rules;

namespace DataGate.Files.Reports.Html;

/// <summary>Rows of evidence, each file once with its lines, and how many more there are.</summary>
internal static class Places
{
    private const int MaxRows = 5;

    /// <param name="rows">The first few.</param>
    /// <param name="records">How many there are in all.</param>
    public static Markup Of(ImmutableArray<Location> rows, long records)
    {
        if (rows.IsEmpty) return Markup.Empty;
        var shown = rows.Take(MaxRows).ToList();
        var more = Math.Max(records, rows.Length) - shown.Count;
        var rest = more > 0 ? $" … and {Figures.Of(more)} more" : "";
        return Markup.Of($"{Markup.Join(shown.GroupBy(row => row.File, StringComparer.Ordinal).Select((file, i) => File(file, first: i == 0)))}{rest}");
    }

    private static Markup File(IGrouping<string, Location> file, bool first)
    {
        var lines = file.Where(row => row.Line > 0).Select(row => row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var numbers = lines.Count == 0 ? "" : $" {(lines.Count == 1 ? "line" : "lines")} {string.Join(", ", lines)}";
        var rows = file.Where(row => row.Row > 0).Select(row => row.Row.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList();
        if (rows.Count > 0) numbers += $" {(rows.Count == 1 ? "row" : "rows")} {string.Join(", ", rows)}";
        return Markup.Of($"{(first ? "" : ", ")}{Words.Place(new Location(file.Key, 0, 0))}{numbers}");
    }
}
