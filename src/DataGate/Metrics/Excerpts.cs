using System.Text;

namespace DataGate.Metrics;

/// <summary>Short pieces of data text, for people; escaping is the reports' part.</summary>
internal static class Excerpts
{
    /// <summary>Characters (UTF-16) of an excerpt at most.</summary>
    public const int MaxLength = 200;

    /// <param name="utf8">The text.</param>
    /// <param name="most">Characters at most.</param>
    public static string Of(ReadOnlySpan<byte> utf8, int most = MaxLength)
    {
        // No character takes more than four bytes: enough to fill an excerpt, and a cut character at its end is cut off below.
        var cut = utf8.Length > most * 4;
        var text = Encoding.UTF8.GetString(cut ? utf8[..(most * 4)] : utf8);
        return Of(text, most);
    }

    public static string Of(string text, int most = MaxLength)
    {
        if (text.Length <= most) return text;
        var end = most - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
