using System.Globalization;
using System.Text;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside with nothing in it that acts instead of showing: control characters, line and paragraph separators,
/// invisible format characters (direction overrides among them) and halves of surrogate pairs become <c>\n</c>, <c>\u001B</c>,
/// <c>\U000E0001</c>. Nothing is left out, so that no two harmless pieces join into a harmful one.
/// </summary>
internal static class Visible
{
    /// <summary>Characters of one text in a report, unless the report says otherwise.</summary>
    public const int Limit = 2000;

    private const char Cut = '…';

    /// <summary>At most <paramref name="max"/> characters; what is longer ends with an ellipsis and is not read further.</summary>
    public static string Of(string text, int max = Limit)
    {
        var shown = new StringBuilder(Math.Min(text.Length, max));
        for (var at = 0; at < text.Length;)
        {
            var known = Rune.TryGetRuneAt(text, at, out var rune);
            var length = known ? rune.Utf16SequenceLength : 1;
            var piece = known && Shows(rune) ? text.Substring(at, length) : Escape(known ? rune.Value : text[at]);
            at += length;
            if (shown.Length + piece.Length > (at < text.Length ? max - 1 : max)) return shown.Append(Cut).ToString();
            shown.Append(piece);
        }
        return shown.ToString();
    }

    /// <summary>The first <paramref name="max"/> characters of a text that is fit to be shown.</summary>
    public static string Head(string text, int max)
    {
        if (text.Length <= max) return text;
        var end = max - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return string.Concat(text.AsSpan(0, end), [Cut]);
    }

    /// <summary>The last <paramref name="max"/> characters of a text that is fit to be shown.</summary>
    public static string Tail(string text, int max)
    {
        if (text.Length <= max) return text;
        var start = text.Length - max + 1;
        if (char.IsLowSurrogate(text[start])) start++;
        return string.Concat([Cut], text.AsSpan(start));
    }

    public static string Escape(int character) => character switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        <= 0xFFFF => @"\u" + character.ToString("X4", CultureInfo.InvariantCulture),
        _ => @"\U" + character.ToString("X8", CultureInfo.InvariantCulture),
    };

    /// <summary>The joiners of Persian, Indic scripts and emoji (U+200C, U+200D) reorder and hide nothing: they stay.</summary>
    public static bool Shows(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
