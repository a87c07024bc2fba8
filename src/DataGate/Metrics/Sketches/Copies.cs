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
}
