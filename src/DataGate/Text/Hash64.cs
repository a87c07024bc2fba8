using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DataGate.Text;

/// <summary>XXH64 (Yann Collet, BSD-2 specification "xxHash fast digest algorithm"), and mixing of its results.</summary>
public static class Hash64
{
    private const ulong P1 = 0x9E3779B185EBCA87, P2 = 0xC2B2AE3D27D4EB4F, P3 = 0x165667B19E3779F9,
        P4 = 0x85EBCA77C2B2AE63, P5 = 0x27D4EB2F165667C5;

    public static ulong Of(ReadOnlySpan<byte> data, ulong seed)
    {
        ulong hash;
        var rest = data;
        if (data.Length >= 32)
        {
            ulong a = seed + P1 + P2, b = seed + P2, c = seed, d = seed - P1;
            for (; rest.Length >= 32; rest = rest[32..])
            {
                a = Round(a, BinaryPrimitives.ReadUInt64LittleEndian(rest));
                b = Round(b, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
                c = Round(c, BinaryPrimitives.ReadUInt64LittleEndian(rest[16..]));
                d = Round(d, BinaryPrimitives.ReadUInt64LittleEndian(rest[24..]));
            }
            hash = BitOperations.RotateLeft(a, 1) + BitOperations.RotateLeft(b, 7)
                + BitOperations.RotateLeft(c, 12) + BitOperations.RotateLeft(d, 18);
            hash = Fold(Fold(Fold(Fold(hash, a), b), c), d);
        }
        else
        {
            hash = seed + P5;
        }
        hash += (ulong)data.Length;
        for (; rest.Length >= 8; rest = rest[8..]) hash = Eight(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        if (rest.Length >= 4)
        {
            hash = Four(hash, BinaryPrimitives.ReadUInt32LittleEndian(rest));
            rest = rest[4..];
        }
        foreach (var value in rest) hash = One(hash, value);
        return Avalanche(hash);
    }

    /// <summary>The hash of a slice; faster than of the slice alone, as bytes behind it may be read.</summary>
    internal static ulong Of(ReadOnlySpan<byte> data, int start, int length, ulong seed)
    {
        if (length >= 16 || data.Length - start < 16) return Of(data.Slice(start, length), seed);
        var words = data.Slice(start, 16);
        return OfShort(BinaryPrimitives.ReadUInt64LittleEndian(words), BinaryPrimitives.ReadUInt64LittleEndian(words[8..]), length, seed);
    }

    /// <summary>
    /// The hash of fewer than 16 bytes, little-endian in two words; what stands beyond <paramref name="length"/> doesn't
    /// matter. Without branches on the last 7 bytes: the lengths of words can't be predicted.
    /// </summary>
    internal static ulong OfShort(ulong low, ulong high, int length, ulong seed)
    {
        var hash = seed + P5 + (ulong)length;
        if (length >= 8)
        {
            hash = Eight(hash, low);
            low = high;
        }
        hash = Choose((length & 4) - 1, hash, Four(hash, (uint)low));
        low >>= (length & 4) * 8;
        var ones = length & 3;
        hash = Choose(ones - 1, hash, One(hash, (byte)low));
        hash = Choose(ones - 2, hash, One(hash, (byte)(low >> 8)));
        hash = Choose(ones - 3, hash, One(hash, (byte)(low >> 16)));
        return Avalanche(hash);
    }

    /// <summary>A hash of the ordered pair; a chain of pairs hashes a sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pair(ulong first, ulong second)
    {
        var high = Math.BigMul(first ^ P3, second + P1, out var low);
        return Avalanche(high ^ low ^ BitOperations.RotateLeft(first, 32));
    }

    /// <summary>Spreads every input bit over every output bit; a bijection.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * P2;
        hash = (hash ^ (hash >> 29)) * P3;
        return hash ^ (hash >> 32);
    }

    /// <summary>The first where <paramref name="sign"/> is negative, else the second.</summary>
    private static ulong Choose(int sign, ulong first, ulong second) => second ^ ((first ^ second) & (ulong)((long)sign >> 63));

    private static ulong Eight(ulong hash, ulong input) => (BitOperations.RotateLeft(hash ^ Round(0, input), 27) * P1) + P4;

    private static ulong Four(ulong hash, uint input) => (BitOperations.RotateLeft(hash ^ (input * P1), 23) * P2) + P3;

    private static ulong One(ulong hash, byte input) => BitOperations.RotateLeft(hash ^ (input * P5), 11) * P1;

    private static ulong Round(ulong accumulator, ulong input) => BitOperations.RotateLeft(accumulator + (input * P2), 31) * P1;

    private static ulong Fold(ulong hash, ulong accumulator) => ((hash ^ Round(0, accumulator)) * P1) + P4;
}
