using System.Globalization;
using System.Text;

namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>
/// Cuts a text as the patterns of <see cref="WordSplits"/> do, in time linear in the text: they look ahead, which no linear engine of patterns does, so each is written out
/// as what its alternatives, tried in their order, take from a place on.
/// </summary>
internal static class WordSplitter
{
    private static readonly string[] s_endings = ["s", "t", "re", "ve", "m", "ll", "d"];

    private enum Kind
    {
        Letter,
        Number,
        Space,
        Other,
    }

    /// <summary>Where the word that starts at <paramref name="start"/> ends: above it, at most the text's length.</summary>
    public static int End(ReadOnlySpan<char> text, int start, WordSplits how) => how switch
    {
        WordSplits.None => text.Length,
        WordSplits.Gpt2 => Gpt2End(text, start),
        _ => LaterEnd(text, start, how is WordSplits.Triples ? 3 : 1),
    };

    private static int Gpt2End(ReadOnlySpan<char> text, int start)
    {
        if (EndingAt(text, start, ignoreCase: false) is var ending and > 0) return start + ending;
        // A space goes with the word behind it.
        var first = text[start] == ' ' && start + 1 < text.Length ? start + 1 : start;
        var kind = KindAt(text, first, out _);
        return kind is Kind.Space ? SpaceEnd(text, start) : RunEnd(text, first, kind, int.MaxValue);
    }

    private static int LaterEnd(ReadOnlySpan<char> text, int start, int digits)
    {
        if (EndingAt(text, start, ignoreCase: true) is var ending and > 0) return start + ending;
        var kind = KindAt(text, start, out var width);
        if (kind is Kind.Letter) return RunEnd(text, start, Kind.Letter, int.MaxValue);
        if (kind is Kind.Number) return RunEnd(text, start, Kind.Number, digits);
        var next = start + width;
        var after = next < text.Length ? KindAt(text, next, out _) : Kind.Space;
        // One character before letters goes with them, unless it ends a line.
        if (after is Kind.Letter && text[start] is not ('\r' or '\n')) return RunEnd(text, next, Kind.Letter, int.MaxValue);
        if (kind is Kind.Other) return LinesEnd(text, RunEnd(text, start, Kind.Other, int.MaxValue));
        if (text[start] == ' ' && after is Kind.Other) return LinesEnd(text, RunEnd(text, next, Kind.Other, int.MaxValue));
        var end = RunEnd(text, start, Kind.Space, int.MaxValue);
        var line = text[start..end].LastIndexOfAny('\r', '\n');
        return line >= 0 ? start + line + 1 : SpaceEnd(text, start);
    }

    /// <summary>White space up to the last of it that a word follows: that one goes with the word, or stands alone.</summary>
    private static int SpaceEnd(ReadOnlySpan<char> text, int start)
    {
        var end = RunEnd(text, start, Kind.Space, int.MaxValue);
        return end < text.Length && end - start > 1 ? end - 1 : end;
    }

    private static int LinesEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is '\r' or '\n') at++;
        return at;
    }

    private static int RunEnd(ReadOnlySpan<char> text, int at, Kind kind, int most)
    {
        for (var taken = 0; taken < most && at < text.Length && KindAt(text, at, out var width) == kind; taken++) at += width;
        return at;
    }

    /// <summary>Characters of an English ending with its apostrophe (<c>'s</c>, <c>'ll</c>); 0: there is none.</summary>
    private static int EndingAt(ReadOnlySpan<char> text, int start, bool ignoreCase)
    {
        if (text[start] != '\'') return 0;
        var rest = text[(start + 1)..];
        foreach (var ending in s_endings)
            if (rest.StartsWith(ending, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) return ending.Length + 1;
        // The long s is an s to patterns without case.
        return ignoreCase && rest is ['ſ', ..] ? 2 : 0;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, int at, out int width)
    {
        Rune.DecodeFromUtf16(text[at..], out var rune, out width);
        if (Rune.IsWhiteSpace(rune)) return Kind.Space;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
