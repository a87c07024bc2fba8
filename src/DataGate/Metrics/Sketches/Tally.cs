using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How much there is: records, tokens, and UTF-8 bytes of text.</summary>
public sealed class Tally : Sketch
{
    public long Records { get; private set; }

    public long Tokens { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The first record.</summary>
    public Place First { get; private set; } = Place.None;

    /// <summary>Records that no origin rule matched, whatever they are taken for.</summary>
    public Copies Unmatched { get; private set; } = new(0, Place.None, Place.None);

    public long In(Unit unit) => unit switch
    {
        Unit.Tokens => Tokens,
        Unit.Bytes => Bytes,
        _ => Records,
    };

    public override void Add(Document document)
    {
        Records++;
        Tokens += document.Tokens.Count;
        Bytes += document.Text.Length;
        if (document.Place < First) First = document.Place;
        if (!document.IsOriginMatched) Unmatched = Copies.Merge(Unmatched, Copies.One(document.Place));
    }

    public override void Merge(Sketch other)
    {
        var tally = (Tally)other;
        Records += tally.Records;
        Tokens += tally.Tokens;
        Bytes += tally.Bytes;
        if (tally.First < First) First = tally.First;
        Unmatched = Copies.Merge(Unmatched, tally.Unmatched);
    }

    public override void Remove(Sketch part)
    {
        var tally = (Tally)part;
        Records -= tally.Records;
        Tokens -= tally.Tokens;
        Bytes -= tally.Bytes;
        Unmatched = Copies.Remove(Unmatched, tally.Unmatched);
    }

    public override void Clear()
    {
        Records = Tokens = Bytes = 0;
        First = Place.None;
        Unmatched = new(0, Place.None, Place.None);
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(Records);
        writer.Write(Tokens);
        writer.Write(Bytes);
        writer.Write(First.Packed);
        Copies.Save(writer, Unmatched);
    }

    public override void Load(BinaryReader reader)
    {
        Records = reader.ReadInt64();
        Tokens = reader.ReadInt64();
        Bytes = reader.ReadInt64();
        First = Place.Load(reader);
        Unmatched = Copies.Load(reader);
    }
}
