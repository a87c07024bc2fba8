using System.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The shape of a text: what stays when its slots are emptied, readable, the slots as “…”. A function of the text alone.
/// </summary>
/// <remarks>
/// Prose is told by how it begins: its function words in their places, and a slot for whatever stands between them, six of both together.
/// Where that leaves fewer than three function words (short texts, other languages), only numbers, quoted strings, addresses and names
/// are slots, over the whole text. Lists, code and JSON are told by their own signs.
/// </remarks>
internal static class Shape
{
    public const char Slot = '…';

    /// <summary>Bytes of a text that are looked at, but for JSON.</summary>
    private const int Looked = 4096;

    private const int FrameUnits = 6;
    private const int FrameWords = 3;

    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (JsonShape.Of(utf8) is { } json) return json;
        var text = Unquoted(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, Looked)]).AsSpan().Trim());
        return LineShapes.Of(text) ?? Prose(text);
    }

    /// <summary>The shape of text that is neither list, code nor JSON.</summary>
    public static string Prose(ReadOnlySpan<char> text) => Frame(text) ?? Masked(text, names: true) ?? Masked(text, names: false)!;

    /// <summary>Quotation marks around a whole text are no slot.</summary>
    private static ReadOnlySpan<char> Unquoted(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] is '"' or '“' && text[^1] is '"' or '”' && text[1..^1].IndexOfAny("\"“”") < 0 ? text[1..^1].Trim() : text;

    private static string? Frame(ReadOnlySpan<char> text)
    {
        var frame = new StringBuilder();
        var (units, words, isSlot) = (0, 0, false);
        Span<char> plain = stackalloc char[16];
        for (var tokens = new ShapeTokens(text); units < FrameUnits && tokens.Next();)
        {
            if (tokens.Piece == ShapePiece.Mark) continue;
            var isWord = tokens.Piece == ShapePiece.Word && tokens.Current.Length <= plain.Length;
            if (isWord)
            {
                tokens.Current.Replace(plain, '’', '\'');
                isWord = FunctionWords.Contain(plain[..tokens.Current.Length]);
            }
            if (isWord) words++;
            else if (isSlot) continue;
            isSlot = !isWord;
            if (units++ > 0) frame.Append(' ');
            if (isWord) frame.Append(plain[..tokens.Current.Length].ToString().ToLowerInvariant());
            else frame.Append(Slot);
        }
        return words < FrameWords ? null : frame.ToString();
    }

    /// <summary>The whole text with its slots emptied; null where names would leave fewer than two words.</summary>
    private static string? Masked(ReadOnlySpan<char> text, bool names)
    {
        var masked = new StringBuilder();
        var (words, isSlot, isStart) = (0, false, true);
        for (var tokens = new ShapeTokens(text); tokens.Next();)
        {
            var isName = names && !isStart && tokens.Piece == ShapePiece.Word && char.IsUpper(tokens.Current[0]);
            var wasSlot = isSlot;
            isSlot = isName || tokens.Piece == ShapePiece.Filled;
            isStart = tokens.Piece == ShapePiece.Mark && tokens.Current[0] is '.' or '!' or '?' or ':';
            if (isSlot && wasSlot) continue;
            if (masked.Length > 0) masked.Append(' ');
            if (isSlot) masked.Append(Slot);
            else masked.Append(tokens.Current.ToString().ToLowerInvariant());
            if (!isSlot && tokens.Piece == ShapePiece.Word) words++;
        }
        return names && words < 2 ? null : masked.ToString();
    }
}
