using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>The smallest and the largest value of a whole-number field, each with its records: generations, days.</summary>
public sealed class NumberRange(Func<Document, int?> value) : Sketch
{
    private static readonly Copies s_none = new(0, Place.None, Place.None);

    /// <summary>Records without a number.</summary>
    public Copies Missing { get; private set; } = s_none;

    /// <summary>Records with one.</summary>
    public long Known { get; private set; }

    /// <summary>The smallest number and the records that have it; meaningless while <see cref="Known"/> is 0.</summary>
    public (int Number, Copies Records) Smallest { get; private set; } = (int.MaxValue, s_none);

    /// <summary>The largest number and the records that have it; meaningless while <see cref="Known"/> is 0.</summary>
    public (int Number, Copies Records) Largest { get; private set; } = (int.MinValue, s_none);

    public override void Add(Document document)
    {
        var record = Copies.One(document.Place);
        if (value(document) is not { } number)
        {
            Missing = Copies.Merge(Missing, record);
            return;
        }
        Known++;
        Widen((number, record), (number, record));
    }

    public override void Merge(Sketch other)
    {
        var range = (NumberRange)other;
        Missing = Copies.Merge(Missing, range.Missing);
        Known += range.Known;
        Widen(range.Smallest, range.Largest);
    }

    public override void Clear()
    {
        Missing = s_none;
        Known = 0;
        Smallest = (int.MaxValue, s_none);
        Largest = (int.MinValue, s_none);
    }

    public override void Save(BinaryWriter writer)
    {
        Copies.Save(writer, Missing);
        writer.Write(Known);
        writer.Write(Smallest.Number);
        Copies.Save(writer, Smallest.Records);
        writer.Write(Largest.Number);
        Copies.Save(writer, Largest.Records);
    }

    public override void Load(BinaryReader reader)
    {
        Missing = Copies.Load(reader);
        Known = reader.ReadInt64();
        Smallest = (reader.ReadInt32(), Copies.Load(reader));
        Largest = (reader.ReadInt32(), Copies.Load(reader));
    }

    private void Widen((int Number, Copies Records) low, (int Number, Copies Records) high)
    {
        if (low.Number < Smallest.Number) Smallest = low;
        else if (low.Number == Smallest.Number) Smallest = (low.Number, Copies.Merge(Smallest.Records, low.Records));
        if (high.Number > Largest.Number) Largest = high;
        else if (high.Number == Largest.Number) Largest = (high.Number, Copies.Merge(Largest.Records, high.Records));
    }
}
