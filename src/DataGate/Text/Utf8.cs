namespace DataGate.Text;

/// <summary>Code points of UTF-8 that is known to be valid. Whatever the bytes, a step is at least one byte and never beyond the end.</summary>
internal static class Utf8
{
    private const int Replacement = 0xFFFD;

    /// <summary>The code point at <paramref name="at"/>, which moves behind it.</summary>
    public static int Decode(ReadOnlySpan<byte> text, ref int at)
    {
        int first = text[at++];
        if (first < 0x80) return first;
        var rest = text[at..];
        switch (first)
        {
            case >= 0xC0 and < 0xE0 when rest.Length >= 1:
                at++;
                return ((first & 0x1F) << 6) | (rest[0] & 0x3F);
            case >= 0xE0 and < 0xF0 when rest.Length >= 2:
                at += 2;
                return ((first & 0xF) << 12) | ((rest[0] & 0x3F) << 6) | (rest[1] & 0x3F);
            case >= 0xF0 when rest.Length >= 3:
                at += 3;
                var code = ((first & 7) << 18) | ((rest[0] & 0x3F) << 12) | ((rest[1] & 0x3F) << 6) | (rest[2] & 0x3F);
                return code <= 0x10FFFF ? code : Replacement;
            default:
                return Replacement;
        }
    }

    /// <summary>Where the code point starts that ends before <paramref name="end"/>.</summary>
    public static int Before(ReadOnlySpan<byte> text, int end)
    {
        var at = end - 1;
        while (at > 0 && end - at < 4 && (text[at] & 0xC0) == 0x80) at--;
        return at;
    }

    /// <summary>Writes a code point and returns its length, at most 4 bytes.</summary>
    public static int Encode(int code, Span<byte> into)
    {
        switch (code)
        {
            case < 0x80:
                into[0] = (byte)code;
                return 1;
            case < 0x800:
                into[1] = (byte)(0x80 | (code & 0x3F));
                into[0] = (byte)(0xC0 | (code >> 6));
                return 2;
            case < 0x10000:
                into[2] = (byte)(0x80 | (code & 0x3F));
                into[1] = (byte)(0x80 | ((code >> 6) & 0x3F));
                into[0] = (byte)(0xE0 | (code >> 12));
                return 3;
            default:
                into[3] = (byte)(0x80 | (code & 0x3F));
                into[2] = (byte)(0x80 | ((code >> 6) & 0x3F));
                into[1] = (byte)(0x80 | ((code >> 12) & 0x3F));
                into[0] = (byte)(0xF0 | (code >> 18));
                return 4;
        }
    }
}
