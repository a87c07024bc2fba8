namespace DataGate.Metrics.Sketches;

/// <summary>
/// Weights of unheld keys, summed in 16,384 classes by hash: what a divergence needs of them. Grouping types into classes can
/// only lower a divergence (data processing inequality).
/// </summary>
public sealed class BucketRest : Rest
{
    private const int Size = 1 << 14;
    private long[]? _weights;
    private bool _isEmpty = true;

    /// <summary>The classes' weights; empty when nothing was added.</summary>
    public ReadOnlySpan<long> Weights => _isEmpty ? [] : _weights;

    public override void Add(ulong key, long weight)
    {
        _isEmpty = false;
        (_weights ??= new long[Size])[key & (Size - 1)] += weight;
    }

    public override void Merge(Rest other)
    {
        var weights = ((BucketRest)other).Weights;
        if (weights.IsEmpty) return;
        _weights ??= new long[Size];
        _isEmpty = false;
        for (var i = 0; i < Size; i++) _weights[i] += weights[i];
    }

    public override void Remove(Rest part)
    {
        var weights = ((BucketRest)part).Weights;
        for (var i = 0; i < weights.Length; i++) _weights![i] -= weights[i];
    }

    /// <summary>Keeps the classes' memory: parts are emptied and filled again many times.</summary>
    public override void Clear()
    {
        if (!_isEmpty) Array.Clear(_weights!);
        _isEmpty = true;
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(!_isEmpty);
        foreach (var weight in Weights) writer.Write(weight);
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        if (!reader.ReadBoolean()) return;
        _weights ??= new long[Size];
        _isEmpty = false;
        for (var i = 0; i < Size; i++) _weights[i] = reader.ReadInt64();
    }
}
