using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How many records share something, and where the first two of them stand.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct Copies(uint Times, Place First, Place Second) : IMergeable<Copies>
{
    public static Copies One(Place place) => new(1, place, Place.None);

    public long Weight => Times;

    public static Copies Merge(in Copies left, in Copies right)
    {
        var sum = (ulong)left.Times + right.Times;
        var (low, high) = left.First <= right.First ? (left, right) : (right, left);
        var second = low.Second <= high.First ? low.Second : high.First;
        return new Copies(sum > uint.MaxValue ? uint.MaxValue : (uint)sum, low.First, second);
    }

    public static Copies Remove(in Copies whole, in Copies part) => whole with { Times = whole.Times - Math.Min(whole.Times, part.Times) };

    public static void Save(BinaryWriter writer, in Copies value)
    {
        writer.Write(value.Times);
        writer.Write(value.First.Packed);
        writer.Write(value.Second.Packed);
    }

    public static Copies Load(BinaryReader reader) =>
        new(reader.ReadUInt32(), Place.Load(reader), Place.Load(reader));

    public static int Size => sizeof(uint) + sizeof(ulong) + sizeof(ulong);

    public static void Write(Span<byte> to, in Copies value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, value.Times);
        BinaryPrimitives.WriteUInt64LittleEndian(to[sizeof(uint)..], value.First.Packed);
        BinaryPrimitives.WriteUInt64LittleEndian(to[(sizeof(uint) + sizeof(ulong))..], value.Second.Packed);
    }

    public static Copies Read(ReadOnlySpan<byte> from, MovedChunks chunks)
    {
        var first = new Place(BinaryPrimitives.ReadUInt64LittleEndian(from[sizeof(uint)..]));
        var second = new Place(BinaryPrimitives.ReadUInt64LittleEndian(from[(sizeof(uint) + sizeof(ulong))..]));
        return new Copies(BinaryPrimitives.ReadUInt32LittleEndian(from), chunks.Now(first), chunks.Now(second));
    }
}
