using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <summary>How many records open with the same three tokens; a shorter record opens with all that it has, an empty one with nothing.</summary>
public sealed class Openings(int capacity, int cellsLog = HeavyRest.MostCells) : Sketch
{
    /// <summary>Tokens of an opening.</summary>
    public const int Length = 3;

    public ThresholdTable<Copies> Table { get; } = new(capacity, new HeavyRest(cellsLog));

    /// <summary>The hash of the opening of a text with these tokens; of openings of different length no two are the same.</summary>
    public static ulong Key(ReadOnlySpan<ulong> tokens)
    {
        var used = Math.Min(tokens.Length, Length);
        var key = Hash64.Avalanche((ulong)used);
        foreach (var token in tokens[..used]) key = Hash64.Pair(key, token);
        return key;
    }

    public override void Add(Document document) => Table.Add(Key(document.Tokens.Hashes), Copies.One(document.Place));

    public override void Merge(Sketch other) => Table.Merge(((Openings)other).Table);

    public override void Lean(Sketch whole) => Table.Lean(((Openings)whole).Table);

    public override void Remove(Sketch part) => Table.Remove(((Openings)part).Table);

    public override void Follow(Sketch whole) => Table.Lower(((Openings)whole).Table.Threshold);

    public override void TrimSum(Sketch whole)
    {
        if (Table.Entries > HeavyRest.CellsOf(cellsLog) * 2) Table.Lower(Room.Above(((Openings)whole).Table.Threshold));
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
