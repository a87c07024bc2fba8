using System.Text;

namespace DataGate.Files.Readers.Json;

/// <summary>Escapes of JSON strings that the parser has already found well formed.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    /// <summary>
    /// Writes what the string stands for to <paramref name="target"/>, which is at least as long. Half a surrogate
    /// pair becomes U+FFFD, and <paramref name="half"/> says where the first one stands; else it is negative.
    /// </summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> target, out int half)
    {
        half = -1;
        var (read, written) = (0, 0);
        while (true)
        {
            var run = text[read..].IndexOf((byte)'\\');
            var plain = run < 0 ? text[read..] : text.Slice(read, run);
            plain.CopyTo(target[written..]);
            written += plain.Length;
            read += plain.Length;
            if (run < 0) return written;

            if (text[read + 1] != 'u')
            {
                target[written++] = Simple(text[read + 1]);
                read += 2;
                continue;
            }
            if (!TryRune(text[read..], out var rune, out var length) && half < 0) half = read;
            written += rune.EncodeToUtf8(target[written..]);
            read += length;
        }
    }

    /// <summary>Where the first half of a surrogate pair stands without the other, or a negative number.</summary>
    public static int FindHalf(ReadOnlySpan<byte> text)
    {
        var read = 0;
        while (true)
        {
            var run = text[read..].IndexOf((byte)'\\');
            if (run < 0) return -1;
            read += run;
            var length = 2;
            if (text[read + 1] == 'u' && !TryRune(text[read..], out _, out length)) return read;
            read += length;
        }
    }

    private static byte Simple(byte escape) => escape switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'t' => (byte)'\t',
        (byte)'r' => (byte)'\r',
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        _ => escape,
    };

    /// <summary>Reads one escape or a pair of them; U+FFFD and false for half a pair.</summary>
    private static bool TryRune(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        length = EscapeLength;
        var first = Hex(text);
        if (Rune.TryCreate(first, out rune)) return true;
        if (char.IsHighSurrogate(first) && text.Length >= 2 * EscapeLength && text[EscapeLength] == '\\' && text[EscapeLength + 1] == 'u'
            && Rune.TryCreate(first, Hex(text[EscapeLength..]), out rune))
        {
            length = 2 * EscapeLength;
            return true;
        }
        rune = Rune.ReplacementChar;
        return false;
    }

    private static char Hex(ReadOnlySpan<byte> escape)
    {
        var value = 0;
        // '0' to '9' are 0x30 to 0x39, 'A' and 'a' are 0x41 and 0x61.
        foreach (var digit in escape.Slice(2, 4)) value = (value << 4) | ((digit & 0xF) + (digit > '9' ? 9 : 0));
        return (char)value;
    }
}
