using System.Text;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside in XML. The writer escapes what marks up; what XML 1.0 can't hold at all (controls, halves of surrogate pairs,
/// U+FFFE and U+FFFF) becomes visible text.
/// </summary>
internal static class Xml
{
    /// <summary>One line, that reads neither as a command nor as a diagnostic.</summary>
    public static string Text(string text, int max = Visible.Limit) => Legal(LogLine.Text(text, max));

    /// <summary>A text that is fit to be shown.</summary>
    public static string Legal(string shown)
    {
        if (shown.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') < 0) return shown;
        var legal = new StringBuilder(shown.Length + 16);
        foreach (var character in shown) legal.Append(character >= '\uFFFE' ? Visible.Escape(character) : character.ToString());
        return legal.ToString();
    }
}
