using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Weights of unheld keys, summed in classes by hash (16,384, unless there are many groups): what a divergence needs of them. Grouping types into classes can
/// only lower a divergence (data processing inequality).
/// </summary>
/// <param name="classesLog">The binary logarithm of their number.</param>
public sealed class BucketRest(int classesLog = BucketRest.MostClasses) : Rest
{
    /// <summary>The binary logarithm of the usual number of classes.</summary>
    public const int MostClasses = 14;

    private long[]? _weights;
    private bool _isEmpty = true;

    /// <summary>How many classes there are.</summary>
    public int Size { get; } = 1 << classesLog;

    /// <summary>The classes' weights; empty when nothing was added.</summary>
    public ReadOnlySpan<long> Weights => _isEmpty ? [] : _weights;

    public override void Add(ulong key, long weight)
    {
        _isEmpty = false;
        (_weights ??= new long[Size])[key & (ulong)(Size - 1)] += weight;
    }

    public override void Merge(Rest other)
    {
        var weights = ((BucketRest)other).Weights;
        if (weights.IsEmpty) return;
        _weights ??= new long[Size];
        _isEmpty = false;
        for (var i = 0; i < weights.Length; i++) _weights[i & (Size - 1)] += weights[i];
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
        if (_isEmpty) return;
        if (writer is QuickWriter) PackedWeights.Save(writer, _weights);
        else
            foreach (var weight in Weights) writer.Write(weight);
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        if (!reader.ReadBoolean()) return;
        _weights ??= new long[Size];
        _isEmpty = false;
        if (reader is MovedChunks moved) PackedWeights.AddSaved(moved, _weights);
        else
            for (var i = 0; i < Size; i++) _weights[i] = reader.ReadInt64();
    }

    public override void MergeSaved(MovedChunks reader)
    {
        if (!reader.ReadBoolean()) return;
        _weights ??= new long[Size];
        _isEmpty = false;
        PackedWeights.AddSaved(reader, _weights);
    }
}
