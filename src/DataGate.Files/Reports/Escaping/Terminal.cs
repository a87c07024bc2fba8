using System.Globalization;
using System.Text;

namespace DataGate.Files.Reports.Escaping;

/// <summary>Text from outside on a terminal, and how wide it stands there.</summary>
public static class Terminal
{
    /// <summary>A text of any length, as one line or, with <paramref name="keepLines"/>, as the lines it has.</summary>
    public static string Escape(string text, bool keepLines = false) => keepLines
        ? string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => LogLine.Text(line, int.MaxValue)))
        : LogLine.Text(text, int.MaxValue);

    internal static string Text(string text, int max = Visible.Limit) => LogLine.Text(text, max);

    /// <summary>Columns of a text that is fit to be shown: East Asian wide characters and emoji take two, combining marks none.</summary>
    internal static int Columns(string text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes()) columns += Columns(rune);
        return columns;
    }

    /// <summary>As much of a text as fits into <paramref name="columns"/>, with an ellipsis where that is not all.</summary>
    internal static string Fit(string text, int columns)
    {
        if (Columns(text) <= columns) return text;
        var fitting = new StringBuilder();
        var taken = 1;
        foreach (var rune in text.EnumerateRunes())
        {
            taken += Columns(rune);
            if (taken > columns) break;
            fitting.Append(rune.ToString());
        }
        return fitting.Append('…').ToString();
    }

    private static int Columns(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (rune.Value is 0x200C or 0x200D) return 0;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) return 0;
        return IsWide(rune.Value) ? 2 : 1;
    }

    private static bool IsWide(int character) => character is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97C)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);
}
