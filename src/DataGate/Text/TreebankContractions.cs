using System.Buffers;
using System.Text;

namespace DataGate.Text;

/// <summary>What nltk's TreebankWordTokenizer takes apart within a word, and the classes of characters it asks for.</summary>
internal static class TreebankContractions
{
    /// <summary>The suffix whose apostrophe stands at a place: its start and end, or zeros.</summary>
    public delegate (int Start, int End) SuffixAt(ReadOnlySpan<byte> text, int apostrophe);

    /// <summary>First letters of all contractions.</summary>
    public static readonly SearchValues<byte> Starts = SearchValues.Create("cdglmwCDGLMW"u8);

    /// <summary><c>'[sS]|'[mM]|'[dD]|'</c>, before a space</summary>
    public static (int Start, int End) ShortSuffix(ReadOnlySpan<byte> text, int apostrophe)
    {
        var end = apostrophe + 1;
        if (end < text.Length && text[end] is (byte)'s' or (byte)'S' or (byte)'m' or (byte)'M' or (byte)'d' or (byte)'D') end++;
        return (apostrophe, end);
    }

    /// <summary><c>'ll|'LL|'re|'RE|'ve|'VE|n't|N'T</c></summary>
    public static (int Start, int End) LongSuffix(ReadOnlySpan<byte> text, int apostrophe)
    {
        var rest = text[(apostrophe + 1)..];
        if (rest.StartsWith("ll"u8) || rest.StartsWith("LL"u8) || rest.StartsWith("re"u8) || rest.StartsWith("RE"u8)
            || rest.StartsWith("ve"u8) || rest.StartsWith("VE"u8)) return (apostrophe, apostrophe + 3);
        if (apostrophe == 0 || rest.IsEmpty) return (0, 0);
        return (text[apostrophe - 1], rest[0]) is ((byte)'n', (byte)'t') or ((byte)'N', (byte)'T') ? (apostrophe - 1, apostrophe + 2) : (0, 0);
    }

    /// <summary>The lengths of the two parts of the contraction that starts at a place, in any case, or zeros.</summary>
    public static (int First, int Second) At(ReadOnlySpan<byte> text, int at)
    {
        var (first, second) = ((char)(text[at] | 0x20), at + 1 == text.Length ? '\0' : (char)(text[at + 1] | 0x20)) switch
        {
            ('c', _) => Parts(text[at..], "can"u8, "not"u8),
            ('d', _) => Parts(text[at..], "d"u8, "'ye"u8),
            ('g', 'o') => Parts(text[at..], "gon"u8, "na"u8) is { First: > 0 } gonna ? gonna : Parts(text[at..], "got"u8, "ta"u8),
            ('g', _) => Parts(text[at..], "gim"u8, "me"u8),
            ('l', _) => Parts(text[at..], "lem"u8, "me"u8),
            ('m', _) => Parts(text[at..], "more"u8, "'n"u8),
            ('w', _) => Parts(text[at..], "wan"u8, "na"u8),
            _ => (0, 0),
        };
        if (first == 0 || IsWordBefore(text, at)) return (0, 0);
        var end = at + first + second;
        var parted = text[at] is (byte)'w' or (byte)'W'
            ? end < text.Length && WhiteSpace.LengthAt(text, end) != 0 // wanna alone asks for white space
            : !IsWordAt(text, end);
        return parted ? (first, second) : (0, 0);
    }

    /// <summary>The length of <paramref name="verb"/> behind the <c>t</c> at a place, in any case, or 0.</summary>
    public static int LeadingAt(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> verb)
    {
        if (at >= text.Length || (text[at] | 0x20) != 't') return 0;
        var length = Folded(text[(at + 1)..], verb);
        return length == 0 || IsWordAt(text, at + 1 + length) ? 0 : length;
    }

    /// <summary>Python's <c>\d</c>.</summary>
    public static bool IsDigitAt(ReadOnlySpan<byte> text, int at) =>
        text[at] < 0x80 ? char.IsAsciiDigit((char)text[at]) : Rune.IsDigit(RuneAt(text, at));

    /// <summary>Where the white space at the end of the text starts.</summary>
    public static int TrimmedEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && Utf8.Before(text, end) is var at && WhiteSpace.LengthAt(text, at) == end - at) end = at;
        return end;
    }

    private static (int First, int Second) Parts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var length = Folded(text, first);
        var rest = length == 0 ? 0 : Folded(text[length..], second);
        return rest == 0 ? (0, 0) : (length, rest);
    }

    /// <summary>
    /// The length of what equals <paramref name="lower"/> as Python's <c>(?i)</c> has it, or 0: <c>i</c> stands for İ and ı
    /// too, <c>s</c> for ſ.
    /// </summary>
    private static int Folded(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        var at = 0;
        foreach (var letter in lower)
        {
            var rest = text[at..];
            if (rest.IsEmpty) return 0;
            if (rest[0] == letter || (char.IsAsciiLetterLower((char)letter) && (rest[0] | 0x20) == letter)) at++;
            else if (letter == 'i' && (rest.StartsWith("\u0130"u8) || rest.StartsWith("\u0131"u8))) at += 2;
            else if (letter == 's' && rest.StartsWith("\u017F"u8)) at += 2;
            else return 0;
        }
        return at;
    }

    private static bool IsWordAt(ReadOnlySpan<byte> text, int at) => at < text.Length && IsWord(text, at);

    private static bool IsWordBefore(ReadOnlySpan<byte> text, int at) => at > 0 && IsWord(text, Utf8.Before(text, at));

    /// <summary>Python's <c>\w</c>: letters and numbers of all kinds, and the underscore.</summary>
    private static bool IsWord(ReadOnlySpan<byte> text, int at) =>
        text[at] == '_' || (WordSegments.Property(text, ref at) & WordSegments.Word) != 0;

    private static Rune RuneAt(ReadOnlySpan<byte> text, int at)
    {
        _ = Rune.DecodeFromUtf8(text[at..], out var rune, out _);
        return rune;
    }
}
