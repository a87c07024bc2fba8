using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How many records share each text, and where the first two of them stand.</summary>
public sealed class Contents(int capacity, int cellsLog = HeavyRest.MostCells) : Sketch
{
    public ThresholdTable<Copies> Table { get; } = new(capacity, new HeavyRest(cellsLog));

    /// <summary>How many records have a content, or about how many.</summary>
    public (long Times, bool IsExact) TimesOf(ulong content) => Table.Holds(content)
        ? (Table.TryGet(content, out var copies) ? copies.Times : 0, true)
        : (Rest.Estimate(content), false);

    /// <summary>
    /// Whether surely more than <paramref name="bound"/> records have a content. Where it isn't counted exactly this may be
    /// denied of one that they do have; but where it is so of a whole, with a share of its records for a bound, it is so of one
    /// of its parts, however it is cut.
    /// </summary>
    public bool Exceeds(ulong content, long bound) => Table.Holds(content)
        ? Table.TryGet(content, out var copies) && copies.Times > bound
        : Rest.Exceeds(content, bound);

    private HeavyRest Rest => (HeavyRest)Table.Rest!;

    public override void Add(Document document) => Table.Add(document.Content, Copies.One(document.Place));

    public override void Merge(Sketch other) => Table.Merge(((Contents)other).Table);

    public override void Lean(Sketch whole) => Table.Lean(((Contents)whole).Table);

    public override void Remove(Sketch part) => Table.Remove(((Contents)part).Table);

    public override void Follow(Sketch whole) => Table.Lower(((Contents)whole).Table.Threshold);

    public override void TrimSum(Sketch whole)
    {
        if (Table.Entries > HeavyRest.CellsOf(cellsLog) * 2) Table.Lower(Room.Above(((Contents)whole).Table.Threshold));
    }

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
