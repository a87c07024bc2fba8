using System.Collections.Immutable;
using System.Text;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Files.Reports.Layout;

/// <summary>A column of a table.</summary>
/// <param name="Title">Above it, or in front of its values where rows are stacked.</param>
internal sealed record Column(string Title)
{
    /// <summary>Whether values stand at its right edge.</summary>
    public bool Right { get; init; }

    /// <summary>Columns that it may shrink to in a narrow table; its values are cut then. Default: it doesn't shrink.</summary>
    public int Least { get; init; } = int.MaxValue;
}

/// <summary>A value of a table: text that is fit to be shown.</summary>
internal sealed record Cell(string Text, Ink Ink = Ink.None)
{
    /// <summary>What to show where there is no room for all of it; null: the same, cut.</summary>
    public string? Short { get; init; }
}

/// <summary>Rows under each other, cut to the terminal's width; where that would leave too little, one value a line.</summary>
internal sealed class TextTable(ImmutableArray<Column> columns)
{
    private const int Gap = 2, Least = 20;

    private readonly List<ImmutableArray<Cell>> _rows = [];

    public void Add(params ImmutableArray<Cell> cells) => _rows.Add(cells);

    /// <summary>Indented by two. A <paramref name="width"/> of 0 is unlimited.</summary>
    public void Write(TextWriter to, int width, bool color)
    {
        if (_rows.Count == 0) return;
        width = width == 0 ? int.MaxValue : Math.Max(width, Least);
        var shortened = _rows.Select(row => row.Select(cell => cell with { Text = cell.Short ?? cell.Text }).ToImmutableArray()).ToList();
        if (Widths(_rows, width, shrink: false) is { } natural)
            WriteRows(to, _rows, natural, color);
        else if (Widths(shortened, width, shrink: true) is { } shrunk)
            WriteRows(to, shortened, shrunk, color);
        else
            WriteStacked(to, width, color);
    }

    /// <summary>How wide each column is; null: the table doesn't fit.</summary>
    private int[]? Widths(List<ImmutableArray<Cell>> rows, int width, bool shrink)
    {
        var widths = columns.Select((column, i) => Math.Max(Terminal.Columns(column.Title), rows.Max(row => Terminal.Columns(row[i].Text)))).ToArray();
        for (var excess = widths.Sum(own => (long)own + Gap) - width; excess > 0; excess--)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
                if (shrink && widths[i] > columns[i].Least && (widest < 0 || widths[i] > widths[widest])) widest = i;
            if (widest < 0) return null;
            widths[widest]--;
        }
        return widths;
    }

    private void WriteRows(TextWriter to, List<ImmutableArray<Cell>> rows, int[] widths, bool color)
    {
        WriteRow(to, [.. columns.Select(column => new Cell(column.Title, Ink.Strong))], widths, color);
        foreach (var row in rows) WriteRow(to, row, widths, color);
    }

    private void WriteRow(TextWriter to, ImmutableArray<Cell> row, int[] widths, bool color)
    {
        var line = new StringBuilder();
        var pending = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var text = Terminal.Fit(row[i].Text, widths[i]);
            var rest = widths[i] - Terminal.Columns(text);
            pending += Gap + (columns[i].Right ? rest : 0);
            // Blanks are written in front of text only: none end a line.
            if (text.Length > 0)
            {
                line.Append(' ', pending).Append(text.Paint(row[i].Ink, color));
                pending = 0;
            }
            pending += columns[i].Right ? 0 : rest;
        }
        to.Write(line.Append('\n'));
    }

    private void WriteStacked(TextWriter to, int width, bool color)
    {
        var titles = columns.Skip(1).Max(column => Terminal.Columns(column.Title));
        foreach (var row in _rows)
        {
            to.Write($"  {Terminal.Fit(row[0].Text, width - Gap).Paint(Ink.Strong, color)}\n");
            for (var i = 1; i < row.Length; i++)
            {
                if (row[i].Text.Length == 0) continue;
                var title = columns[i].Title + new string(' ', titles - Terminal.Columns(columns[i].Title));
                var room = width - titles - (3 * Gap);
                var text = Terminal.Columns(row[i].Text) <= room ? row[i].Text : row[i].Short ?? row[i].Text;
                to.Write($"    {title}  {Terminal.Fit(text, room).Paint(row[i].Ink, color)}\n");
            }
        }
    }
}
