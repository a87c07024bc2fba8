using System.Runtime.CompilerServices;

namespace DataGate.Text;

/// <summary>Looks a code point up in three stages of bytes, as eng/unicode/tables.py writes them.</summary>
internal static class UnicodeTrie
{
    private const int LeafBits = 7, MiddleBits = 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Find(ReadOnlySpan<byte> top, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> leaves, int code)
    {
        var block = top[code >> (LeafBits + MiddleBits)];
        var leaf = middle[(block << MiddleBits) | ((code >> LeafBits) & ((1 << MiddleBits) - 1))];
        return leaves[(leaf << LeafBits) | (code & ((1 << LeafBits) - 1))];
    }
}
