namespace DataGate.Metrics.Sketches;

/// <summary>
/// Weights of unheld keys, summed in 16,384 classes by hash: what a divergence needs of them. Grouping types into classes can
/// only lower a divergence (data processing inequality).
/// </summary>
public sealed class BucketRest : Rest
{
    private const int Size = 1 << 14;
    private long[]? _weights;

    /// <summary>The classes' weights; empty when nothing was added.</summary>
    public ReadOnlySpan<long> Weights => _weights;

    public override void Add(ulong key, long weight) => (_weights ??= new long[Size])[key & (Size - 1)] += weight;

    public override void Merge(Rest other)
    {
        if (((BucketRest)other)._weights is not { } weights) return;
        _weights ??= new long[Size];
        for (var i = 0; i < Size; i++) _weights[i] += weights[i];
    }

    public override void Clear() => _weights = null;

    public override void Save(BinaryWriter writer)
    {
        writer.Write(_weights is not null);
        foreach (var weight in Weights) writer.Write(weight);
    }

    public override void Load(BinaryReader reader)
    {
        _weights = reader.ReadBoolean() ? new long[Size] : null;
        for (var i = 0; i < Weights.Length; i++) _weights![i] = reader.ReadInt64();
    }
}
