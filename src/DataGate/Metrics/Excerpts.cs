using System.Text;

namespace DataGate.Metrics;

/// <summary>Short pieces of data text, for people; escaping is the reports' part.</summary>
internal static class Excerpts
{
    /// <summary>Characters (UTF-16) of an excerpt at most.</summary>
    public const int MaxLength = 200;

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        // No character takes more than four bytes: enough to fill an excerpt, and a cut character at its end is cut off below.
        var cut = utf8.Length > MaxLength * 4;
        var text = Encoding.UTF8.GetString(cut ? utf8[..(MaxLength * 4)] : utf8);
        return Of(text);
    }

    public static string Of(string text)
    {
        if (text.Length <= MaxLength) return text;
        var end = MaxLength - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
