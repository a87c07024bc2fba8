using System.Buffers;

namespace DataGate.Text;

/// <summary>What Python's <c>str.isspace</c> holds for white space: Unicode's White_Space and U+001C to U+001F.</summary>
internal static class WhiteSpace
{
    /// <summary>The first bytes of all white space in UTF-8; those from 0x80 on start other characters too.</summary>
    public static readonly SearchValues<byte> FirstBytes = SearchValues.Create(
        [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x20, 0xC2, 0xE1, 0xE2, 0xE3]);

    /// <summary>The length in bytes of the white space character at <paramref name="at"/>, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..];
        return rest[0] switch
        {
            (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x20) => 1,
            0xC2 when rest.Length > 1 && rest[1] is 0x85 or 0xA0 => 2, // U+0085, 00A0
            0xE1 when rest.StartsWith("\u1680"u8) => 3,
            0xE2 when rest.Length > 2 && IsSpaceOf2000(rest[1], rest[2]) => 3,
            0xE3 when rest.StartsWith("\u3000"u8) => 3,
            _ => 0,
        };
    }

    /// <summary>The next white space from <paramref name="at"/> on, or the end of the text.</summary>
    public static int Next(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length)
        {
            var found = text[at..].IndexOfAny(FirstBytes);
            if (found < 0) return text.Length;
            at += found;
            if (LengthAt(text, at) != 0) return at;
            at++;
        }
        return at;
    }

    // U+2000 to 200A, 2028, 2029, 202F; 205F.
    private static bool IsSpaceOf2000(byte second, byte third) =>
        second == 0x80 ? third is (>= 0x80 and <= 0x8A) or 0xA8 or 0xA9 or 0xAF : second == 0x81 && third == 0x9F;
}
