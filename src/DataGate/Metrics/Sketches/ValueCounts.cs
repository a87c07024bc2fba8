using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>How many records have each value of a field: labels, generators. At most 65,536 different values.</summary>
public sealed class ValueCounts(Func<Document, string?> value) : Sketch
{
    /// <summary>Beyond so many different values the field is no label, and nothing is counted.</summary>
    public const int MaxValues = 65_536;

    private readonly Dictionary<string, Copies> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Copies> Counts => _counts;

    /// <summary>Records without a value.</summary>
    public Copies Missing { get; private set; } = new(0, Place.None, Place.None);

    /// <summary>Whether there were more than <see cref="MaxValues"/> different values; <see cref="Counts"/> is empty then.</summary>
    public bool TooMany { get; private set; }

    public override void Add(Document document)
    {
        if (value(document) is { } text) Put(text, Copies.One(document.Place));
        else Missing = Copies.Merge(Missing, Copies.One(document.Place));
    }

    public override void Merge(Sketch other)
    {
        var counts = (ValueCounts)other;
        Missing = Copies.Merge(Missing, counts.Missing);
        if (counts.TooMany) Overflow();
        foreach (var (text, copies) in counts._counts) Put(text, copies);
    }

    public override void Remove(Sketch part)
    {
        var counts = (ValueCounts)part;
        Missing = Copies.Remove(Missing, counts.Missing);
        foreach (var (text, copies) in counts._counts)
        {
            if (!_counts.TryGetValue(text, out var had)) continue;
            var left = Copies.Remove(had, copies);
            if (left.Times == 0) _counts.Remove(text);
            else _counts[text] = left;
        }
    }

    public override void Clear()
    {
        _counts.Clear();
        Missing = new(0, Place.None, Place.None);
        TooMany = false;
    }

    public override void Save(BinaryWriter writer)
    {
        Copies.Save(writer, Missing);
        writer.Write(TooMany);
        writer.Write(_counts.Count);
        foreach (var (text, copies) in _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.Write(text);
            Copies.Save(writer, copies);
        }
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        Missing = Copies.Load(reader);
        TooMany = reader.ReadBoolean();
        for (var left = reader.ReadInt32(); left > 0; left--) Put(reader.ReadString(), Copies.Load(reader));
    }

    private void Put(string text, in Copies copies)
    {
        if (TooMany) return;
        _counts[text] = _counts.TryGetValue(text, out var had) ? Copies.Merge(had, copies) : copies;
        if (_counts.Count > MaxValues) Overflow();
    }

    private void Overflow()
    {
        TooMany = true;
        _counts.Clear();
    }
}
