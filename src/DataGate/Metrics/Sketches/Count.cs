using System.Buffers.Binary;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How often something occurs; stays at 4,294,967,295 beyond.</summary>
public readonly record struct Count(uint Times) : IMergeable<Count>
{
    public long Weight => Times;

    public static Count Merge(in Count left, in Count right)
    {
        var sum = (ulong)left.Times + right.Times;
        return new Count(sum > uint.MaxValue ? uint.MaxValue : (uint)sum);
    }

    public static Count Remove(in Count whole, in Count part) => new(whole.Times - Math.Min(whole.Times, part.Times));

    public static void Save(BinaryWriter writer, in Count value) => writer.Write(value.Times);

    public static Count Load(BinaryReader reader) => new(reader.ReadUInt32());

    public static int Size => sizeof(uint);

    public static void Write(Span<byte> to, in Count value) => BinaryPrimitives.WriteUInt32LittleEndian(to, value.Times);

    public static Count Read(ReadOnlySpan<byte> from, MovedChunks chunks) => new(BinaryPrimitives.ReadUInt32LittleEndian(from));
}
