using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// What a set leaves behind in one pass. Adding documents and merging commute: the sketch of two parts is that of the whole,
/// in any order and any number of parts.
/// </summary>
public abstract class Sketch
{
    public abstract void Add(Document document);

    /// <summary>Adds what <paramref name="other"/>, of the same type and options, has seen.</summary>
    public abstract void Merge(Sketch other);

    /// <summary>Takes away what <paramref name="part"/>, of records that are all in this one, has seen; only where <see cref="SketchOptions.CanRemove"/> says so.</summary>
    public virtual void Remove(Sketch part) => throw new NotSupportedException($"{GetType().Name} does not know what it would be without a part");

    /// <summary>Forgets everything, keeping memory for the next part.</summary>
    public abstract void Clear();

    /// <summary>Takes over from a whole what lets a part of it pass over things early; never changes the sum.</summary>
    public virtual void Follow(Sketch whole)
    {
    }

    /// <summary>Brings the sketch into the state that depends on its documents alone; called once before it is read.</summary>
    public virtual void Seal()
    {
    }

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);
}
