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
}
