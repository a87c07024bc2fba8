using System.Runtime.Intrinsics;
using System.Text;

namespace DataGate.Text;

/// <summary>
/// The words of UAX #29 in lower case: segments that hold a letter, a number, an emoji or a flag. White space, punctuation
/// and symbols are no words.
/// </summary>
/// <remarks>
/// Han, Hiragana and Thai come by character, as UAX #29 has them; so does Katakana here, with the sound marks
/// (ー, ゛, ゜ and their half-width and Minnan forms) left on the character before. Hangul comes by word.
/// </remarks>
public sealed class UnicodeWords(ulong seed) : WordSplitter
{
    private byte[] _folded = new byte[256];

    public override void Split(ReadOnlySpan<byte> utf8, TokenBuffer tokens)
    {
        tokens.Clear();
        int at = 0, boundary = 0; // all between them is ASCII and outside words
        while (at < utf8.Length)
        {
            var first = AsciiWords.ClassOf(utf8[at]);
            if ((first & (AsciiWords.Letter | AsciiWords.Digit | AsciiWords.Underscore)) != 0)
            {
                var end = AsciiWords.End(utf8, at);
                if (end == 0)
                {
                    end = Full(utf8, at, tokens);
                }
                else if (first != AsciiWords.Underscore || utf8[at..end].ContainsAnyExcept((byte)'_'))
                {
                    AddAscii(utf8, at, end, tokens);
                }
                at = boundary = end;
            }
            else if (first == AsciiWords.Beyond)
            {
                at = boundary = Full(utf8, SegmentStart(utf8, boundary, at), tokens);
            }
            else
            {
                at++;
            }
        }
    }

    /// <inheritdoc/>
    public override string Display(ReadOnlySpan<byte> token)
    {
        var folded = new byte[LowerCase.Room(token.Length)];
        return Encoding.UTF8.GetString(folded, 0, LowerCase.Fold(token, folded));
    }

    /// <summary>The tokens of the segment at <paramref name="start"/> by the full rules; returns its end.</summary>
    internal int Full(ReadOnlySpan<byte> text, int start, TokenBuffer tokens)
    {
        var end = WordSegments.End(text, start, out var holds);
        if ((holds & (WordSegments.Word | WordSegments.Pictograph)) == 0) return end;
        if ((holds & WordSegments.KanaStart) == 0) Add(text, start, end, tokens);
        else AddKana(text, start, end, tokens);
        return end;
    }

    /// <summary>Where the segment starts whose part before <paramref name="at"/> is ASCII outside words: marks may follow there.</summary>
    private static int SegmentStart(ReadOnlySpan<byte> text, int boundary, int at)
    {
        if (at == boundary || text[at - 1] is (byte)'\n' or (byte)'\r' or (byte)'\v' or (byte)'\f') return at;
        var start = at - 1;
        if (text[start] == ' ') while (start > boundary && text[start - 1] == ' ') start--;
        return start;
    }

    /// <summary>A segment with Katakana, cut before each character of it.</summary>
    private void AddKana(ReadOnlySpan<byte> text, int start, int end, TokenBuffer tokens)
    {
        byte holds = 0;
        for (int at = start, piece = start; at <= end;)
        {
            var next = at;
            var property = at < end ? WordSegments.Property(text, ref next) : WordSegments.KanaStart;
            if ((property & WordSegments.KanaStart) != 0)
            {
                if ((holds & (WordSegments.Word | WordSegments.Pictograph)) != 0) Add(text, piece, at, tokens);
                (piece, holds) = (at, 0);
            }
            if (at == end) break;
            holds |= property;
            at = next;
        }
    }

    private void AddAscii(ReadOnlySpan<byte> text, int start, int end, TokenBuffer tokens)
    {
        var length = end - start;
        if (!BitConverter.IsLittleEndian || length >= Vector128<byte>.Count || text.Length - start < Vector128<byte>.Count)
        {
            Add(text, start, end, tokens);
            return;
        }
        var folded = AsciiWords.Fold(Vector128.Create(text.Slice(start, Vector128<byte>.Count))).AsUInt64();
        tokens.Add(Hash64.OfShort(folded[0], folded[1], length, seed), start, length);
    }

    private void Add(ReadOnlySpan<byte> text, int start, int end, TokenBuffer tokens)
    {
        var room = LowerCase.Room(end - start);
        if (_folded.Length < room) _folded = new byte[Math.Max(room, _folded.Length * 2)];
        var length = LowerCase.Fold(text[start..end], _folded);
        tokens.Add(Hash64.Of(_folded, 0, length, seed), start, end - start);
    }
}
