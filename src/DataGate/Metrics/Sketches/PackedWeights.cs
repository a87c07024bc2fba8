using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Many weights, of which most are small, as a <see cref="QuickWriter"/> keeps them: of each <see cref="Group"/> the bytes that its largest takes (0, 1, 2, 4 or 8), and then each in so many. They
/// are added many at a time, for sums are made of some dozens of such parts.
/// </summary>
internal static class PackedWeights
{
    /// <summary>Weights of a group; the last one may have fewer.</summary>
    private const int Group = 32;

    public static void Save(BinaryWriter writer, ReadOnlySpan<long> weights)
    {
        // All that there is to read comes first: a reader takes it at once.
        var length = 0L;
        for (var rest = weights; !rest.IsEmpty; rest = rest[Math.Min(Group, rest.Length)..]) length += 1 + (Width(rest) * (long)Math.Min(Group, rest.Length));
        writer.Write(length);
        Span<byte> bytes = stackalloc byte[1 + (Group * sizeof(long))];
        Span<byte> whole = stackalloc byte[sizeof(long)];
        for (var rest = weights; !rest.IsEmpty; rest = rest[Math.Min(Group, rest.Length)..])
        {
            var (width, used) = (Width(rest), 1);
            bytes[0] = (byte)width;
            foreach (var weight in rest[..Math.Min(Group, rest.Length)])
            {
                BinaryPrimitives.WriteInt64LittleEndian(whole, weight);
                whole[..width].CopyTo(bytes[used..]);
                used += width;
            }
            writer.Write(bytes[..used]);
        }
    }

    /// <summary>Adds what was saved of as many weights.</summary>
    /// <exception cref="InvalidDataException">It is of another number of weights, or of something else.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSaved(MovedChunks reader, Span<long> weights)
    {
        var saved = reader.Next(reader.ReadInt64());
        for (var rest = weights; !rest.IsEmpty;)
        {
            var group = rest[..Math.Min(Group, rest.Length)];
            var length = saved.IsEmpty ? -1 : saved[0] * group.Length;
            if (length < 0 || length > saved.Length - 1) throw new InvalidDataException("weights are cut off");
            Add(group, saved.Slice(1, length), saved[0]);
            saved = saved[(1 + length)..];
            rest = rest[group.Length..];
        }
        if (!saved.IsEmpty) throw new InvalidDataException("there are more weights than are wanted");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Span<long> to, ReadOnlySpan<byte> from, int width)
    {
        if (width == 1 && to.Length == Group)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(from));
            AddWords(to, low);
            AddWords(to[(Group / 2)..], high);
            return;
        }
        for (var i = 0; i < to.Length && width > 0; i++)
        {
            to[i] += width switch
            {
                1 => from[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(from[(i * 2)..]),
                4 => BinaryPrimitives.ReadUInt32LittleEndian(from[(i * 4)..]),
                8 => BinaryPrimitives.ReadInt64LittleEndian(from[(i * 8)..]),
                _ => throw new InvalidDataException("a weight takes no such number of bytes"),
            };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWords(Span<long> to, Vector256<ushort> words)
    {
        ref var first = ref Unsafe.As<long, ulong>(ref MemoryMarshal.GetReference(to));
        var (low, high) = Vector256.Widen(words);
        var ((a, b), (c, d)) = (Vector256.Widen(low), Vector256.Widen(high));
        (Vector256.LoadUnsafe(ref first) + a).StoreUnsafe(ref first);
        (Vector256.LoadUnsafe(ref first, 4) + b).StoreUnsafe(ref first, 4);
        (Vector256.LoadUnsafe(ref first, 8) + c).StoreUnsafe(ref first, 8);
        (Vector256.LoadUnsafe(ref first, 12) + d).StoreUnsafe(ref first, 12);
    }

    /// <summary>The bytes that the largest of the first group takes; what is below 0 takes all.</summary>
    private static int Width(ReadOnlySpan<long> weights)
    {
        ulong all = 0;
        foreach (var weight in weights[..Math.Min(Group, weights.Length)]) all |= (ulong)weight;
        return all switch { 0 => 0, <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };
    }
}
