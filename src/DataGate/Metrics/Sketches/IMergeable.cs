using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>A value that two parts of a set sum up: commutative and associative.</summary>
public interface IMergeable<TSelf>
    where TSelf : struct, IMergeable<TSelf>
{
    /// <summary>How many occurrences the value stands for.</summary>
    long Weight { get; }

    static abstract TSelf Merge(in TSelf left, in TSelf right);

    /// <summary>The value without a part that was merged into it. What only says where something stands, stays.</summary>
    static abstract TSelf Remove(in TSelf whole, in TSelf part);

    static abstract void Save(BinaryWriter writer, in TSelf value);

    static abstract TSelf Load(BinaryReader reader);

    /// <summary>Bytes that a value is saved in.</summary>
    static abstract int Size { get; }

    /// <summary>Writes what <see cref="Save"/> does.</summary>
    static abstract void Write(Span<byte> to, in TSelf value);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="from">At least <see cref="Size"/> bytes.</param>
    /// <param name="chunks">Knows where its places are now.</param>
    static abstract TSelf Read(ReadOnlySpan<byte> from, MovedChunks chunks);
}
