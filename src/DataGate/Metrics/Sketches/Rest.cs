using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>A linear sketch of the keys that a table doesn't hold: adding and merging commute, so that it depends on the keys alone.</summary>
public abstract class Rest
{
    public abstract void Add(ulong key, long weight);

    public abstract void Merge(Rest other);

    /// <summary>Takes away what <paramref name="part"/>, once merged into this one, added.</summary>
    public abstract void Remove(Rest part);

    public abstract void Clear();

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);

    /// <summary>Adds what was saved of another one.</summary>
    public abstract void MergeSaved(MovedChunks reader);
}
