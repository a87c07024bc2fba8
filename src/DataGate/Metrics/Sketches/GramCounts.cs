using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How often each n-gram of one order occurs; n-grams don't cross records.</summary>
public sealed class GramCounts(int order, int capacity, int classesLog = BucketRest.MostClasses) : Sketch
{
    public int Order => order;

    public ThresholdTable<Count> Table { get; } = new(capacity, new BucketRest(classesLog));

    public override void Add(Document document) => Table.AddAll(document.Grams(order), new Count(1));

    public override void Merge(Sketch other) => Table.Merge(((GramCounts)other).Table);

    public override void Lean(Sketch whole) => Table.Lean(((GramCounts)whole).Table);

    public override void Remove(Sketch part) => Table.Remove(((GramCounts)part).Table);

    public override void Follow(Sketch whole) => Table.Lower(((GramCounts)whole).Table.Threshold);

    public override void Trim(Sketch whole) => Table.Lower(Room.Above(((GramCounts)whole).Table.Threshold));

    public override bool IsFull => Table.IsFull;

    public override int Held => Table.Held;

    public override int Saved => Table.Saved;

    public override void Reserve(int held) => Table.Reserve(held);

    public override void Clear() => Table.Clear();

    public override void Seal() => Table.Seal();

    public override void Save(BinaryWriter writer) => Table.Save(writer);

    public override void Load(BinaryReader reader) => Table.Load(reader);

    public override void MergeSaved(MovedChunks reader, Sketch spare) => Table.MergeSaved(reader);
}
