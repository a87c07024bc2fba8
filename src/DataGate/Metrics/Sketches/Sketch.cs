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

    /// <summary>Adds, to an empty sketch, a whole that will be nearly all of it, and that stays as it is for as long as this one is used.</summary>
    public virtual void Lean(Sketch whole) => Merge(whole);

    /// <summary>Takes away what <paramref name="part"/>, of records that are all in this one, has seen; only where <see cref="SketchOptions.CanRemove"/> says so.</summary>
    public virtual void Remove(Sketch part) => throw new NotSupportedException($"{GetType().Name} does not know what it would be without a part");

    /// <summary>Forgets everything, keeping memory for the next part.</summary>
    public abstract void Clear();

    /// <summary>Takes over from a whole what lets a part of it pass over things early; never changes the sum.</summary>
    public virtual void Follow(Sketch whole)
    {
    }

    /// <summary>
    /// Passes over, from now on, what a whole passes over whose part this is, with room for what the whole may lose: so that the part is small, and of use to the whole as it is later. Where it
    /// turned out to be of no use, <see cref="IsFull"/> says so of the whole.
    /// </summary>
    public virtual void Trim(Sketch whole)
    {
    }

    /// <summary>
    /// Does to a sum of many parts what <see cref="Trim"/> does to a part, and more: what is known together of keys that a table passes over takes as much as thousands of keys do, of which a small
    /// part has no more.
    /// </summary>
    public virtual void TrimSum(Sketch whole) => Trim(whole);

    /// <summary>Whether this is surely what its records make of it, whatever parts that were trimmed went into it.</summary>
    public virtual bool IsFull => true;

    /// <summary>Keys held in a table that grows, or that it held before some were found to be too many: what <see cref="Reserve"/> takes.</summary>
    public virtual int Held => 0;

    /// <summary>Keys of such a table that <see cref="Save"/> writes.</summary>
    public virtual int Saved => 0;

    /// <summary>Makes room for so many keys at once.</summary>
    public virtual void Reserve(int held)
    {
    }

    /// <summary>Brings the sketch into the state that depends on its documents alone; called once before it is read.</summary>
    public virtual void Seal()
    {
    }

    public abstract void Save(BinaryWriter writer);

    public abstract void Load(BinaryReader reader);

    /// <summary>Adds what was saved of a part, as merging it would.</summary>
    /// <param name="reader">What was saved.</param>
    /// <param name="spare">Another sketch of the same type and options, whose content is lost.</param>
    public virtual void MergeSaved(MovedChunks reader, Sketch spare)
    {
        ArgumentNullException.ThrowIfNull(spare);
        spare.Load(reader);
        Merge(spare);
    }
}
