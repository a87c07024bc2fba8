using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DataGate.Text;

/// <summary>UAX #29 where only ASCII is concerned: a table of bytes, 16 of them at a time inside words.</summary>
internal static class AsciiWords
{
    /// <summary>Classes of a byte. A byte that binds letters or digits is <c>Letter &lt;&lt; 3</c> or <c>Digit &lt;&lt; 3</c>.</summary>
    public const byte Letter = 1, Digit = 2, Underscore = 4, Beyond = 64;

    private const int BindsShift = 3;

    private const byte InWord = Letter | Digit | Underscore;

    private static readonly byte[] Classes = ClassOfEveryByte();

    public static byte ClassOf(byte value) => Classes[value];

    /// <summary>
    /// Where the segment ends that starts with the letter, digit or underscore at <paramref name="start"/>; 0 where a code
    /// point beyond ASCII has a say.
    /// </summary>
    public static int End(ReadOnlySpan<byte> text, int start)
    {
        for (var at = RunEnd(text, start + 1); at < text.Length; at = RunEnd(text, at + 2))
        {
            var next = Classes[text[at]];
            if (next == Beyond) return 0;
            var binds = Classes[text[at - 1]] & (next >> BindsShift);
            if (binds == 0 || at + 1 == text.Length) return at;
            next = Classes[text[at + 1]];
            if (next == Beyond) return 0;
            if ((binds & next) == 0) return at;
        }
        return text.Length;
    }

    /// <summary>16 bytes with ASCII capitals in lower case.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Fold(Vector128<byte> bytes)
    {
        var capital = Vector128.LessThan(bytes - Vector128.Create((byte)'A'), Vector128.Create((byte)26));
        return bytes | (capital & Vector128.Create((byte)0x20));
    }

    private static int RunEnd(ReadOnlySpan<byte> text, int at)
    {
        while (Vector128.IsHardwareAccelerated && text.Length - at >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
            var letter = Vector128.LessThan((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)26));
            var digit = Vector128.LessThan(bytes - Vector128.Create((byte)'0'), Vector128.Create((byte)10));
            var outside = ~(letter | digit | Vector128.Equals(bytes, Vector128.Create((byte)'_'))).ExtractMostSignificantBits() & 0xFFFF;
            if (outside != 0) return at + BitOperations.TrailingZeroCount(outside);
            at += Vector128<byte>.Count;
        }
        while (at < text.Length && (Classes[text[at]] & InWord) != 0) at++;
        return at;
    }

    private static byte[] ClassOfEveryByte()
    {
        const byte bindsLetters = Letter << BindsShift, bindsDigits = Digit << BindsShift;
        var classes = new byte[256];
        classes.AsSpan(0x80).Fill(Beyond);
        classes.AsSpan('0', 10).Fill(Digit);
        classes.AsSpan('A', 26).Fill(Letter);
        classes.AsSpan('a', 26).Fill(Letter);
        classes['_'] = Underscore;
        classes[':'] = bindsLetters;
        classes['.'] = classes['\''] = bindsLetters | bindsDigits;
        classes[','] = classes[';'] = bindsDigits;
        return classes;
    }
}
