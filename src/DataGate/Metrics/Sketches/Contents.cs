using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How many records share each text, and where the first two of them stand.</summary>
public sealed class Contents(int capacity) : Sketch
{
    public ThresholdTable<Copies> Table { get; } = new(capacity, new HeavyRest());

    public override void Add(Document document) => Table.Add(document.Content, Copies.One(document.Place));

    public override void Merge(Sketch other) => Table.Merge(((Contents)other).Table);

    public override void Follow(Sketch whole) => Table.Lower(((Contents)whole).Table.Threshold);

    public override void Clear() => Table.Clear();

    public override void Seal() => Table.Seal();

    public override void Save(BinaryWriter writer) => Table.Save(writer);

    public override void Load(BinaryReader reader) => Table.Load(reader);
}
