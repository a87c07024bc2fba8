using System.Buffers;
using System.Text;

namespace DataGate.Text;

/// <summary>Simple lower-casing of Unicode 15.0, as .NET's invariant culture has it, without culture or system libraries.</summary>
internal static class LowerCase
{
    /// <summary>Bytes that are surely enough for <see cref="Fold"/>: a code point of 2 bytes may become one of 3.</summary>
    public static int Room(int length) => checked(length + ((length + 1) / 2));

    /// <summary>Writes <paramref name="text"/> in lower case and returns the length.</summary>
    public static int Fold(ReadOnlySpan<byte> text, Span<byte> into)
    {
        var used = 0;
        if (text.IsEmpty || (text[0] < 0x80 && Ascii.ToLower(text, into, out used) == OperationStatus.Done)) return used;
        for (var at = used; at < text.Length;)
        {
            var value = text[at];
            if (value < 0x80)
            {
                into[used++] = (byte)((uint)(value - 'A') < 26 ? value | 0x20 : value);
                at++;
                continue;
            }
            used += Utf8.Encode(Of(Utf8.Decode(text, ref at)), into[used..]);
        }
        return used;
    }

    /// <summary>A code point in lower case.</summary>
    public static int Of(int code) =>
        code + WordTables.LowerSteps[UnicodeTrie.Find(WordTables.LowerTop, WordTables.LowerMiddle, WordTables.LowerLeaves, code)];
}
