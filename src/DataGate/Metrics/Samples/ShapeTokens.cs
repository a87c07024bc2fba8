using System.Globalization;

namespace DataGate.Metrics.Samples;

/// <summary>What a piece of text is to a shape.</summary>
internal enum ShapePiece
{
    /// <summary>A word of letters.</summary>
    Word,

    /// <summary>What is a slot whatever stands in it: a word with digits, something quoted, an address.</summary>
    Filled,

    /// <summary>A single other character.</summary>
    Mark,
}

/// <summary>Cuts text into words, addresses, quoted strings and marks.</summary>
internal ref struct ShapeTokens(ReadOnlySpan<char> text)
{
    private const int LongestQuote = 200;
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public ReadOnlySpan<char> Current { get; private set; }

    public ShapePiece Piece { get; private set; }

    public bool Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        if (_at == _text.Length) return false;
        var rest = _text[_at..];
        if (Address(rest) is var address and > 0) return Take(address, ShapePiece.Filled);
        if (Quoted(rest) is var quoted and > 0) return Take(quoted, ShapePiece.Filled);
        if (Word(rest, out var hasDigit) is var word and > 0) return Take(word, hasDigit ? ShapePiece.Filled : ShapePiece.Word);
        return Take(1, ShapePiece.Mark);
    }

    private bool Take(int length, ShapePiece piece)
    {
        Current = _text.Slice(_at, length);
        Piece = piece;
        _at += length;
        return true;
    }

    private static int Address(ReadOnlySpan<char> rest)
    {
        if (!char.IsAsciiLetterOrDigit(rest[0])) return 0;
        var end = 0;
        while (end < rest.Length && !char.IsWhiteSpace(rest[end])) end++;
        var run = rest[..end].TrimEnd(".,;:!?)]}>\"'");
        var mailAt = run.IndexOf('@');
        var isAddress = run.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || run.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || run.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || (mailAt > 0 && run[mailAt..].Contains('.'));
        return isAddress ? run.Length : 0;
    }

    private static int Quoted(ReadOnlySpan<char> rest)
    {
        var close = rest[0] switch { '"' => '"', '“' => '”', '«' => '»', '„' => '“', '`' => '`', _ => '\0' };
        if (close == '\0') return 0;
        var inside = rest[1..Math.Min(rest.Length, LongestQuote + 2)];
        var length = inside.IndexOfAny(close, '\n');
        return length > 0 && inside[length] == close ? length + 2 : 0;
    }

    private static int Word(ReadOnlySpan<char> rest, out bool hasDigit)
    {
        hasDigit = false;
        var end = 0;
        for (; end < rest.Length; end++)
        {
            var value = rest[end];
            if (IsInWord(value)) hasDigit |= char.IsDigit(value);
            else if (end == 0 || value is not ('\'' or '’' or '.' or ',' or ':' or '/' or '-') || end + 1 >= rest.Length || !Binds(rest[end - 1], value, rest[end + 1])) break;
        }
        return end;
    }

    private static bool IsInWord(char value) =>
        char.IsLetterOrDigit(value) || value == '_' || char.IsSurrogate(value)
        || CharUnicodeInfo.GetUnicodeCategory(value) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool Binds(char before, char mark, char after) =>
        mark is '\'' or '’' ? char.IsLetter(before) && char.IsLetter(after) : char.IsDigit(before) && char.IsDigit(after);
}
