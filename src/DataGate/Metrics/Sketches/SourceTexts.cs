using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// A few texts of each source: of each generator, where the records are synthetic, else of all records together, under <see cref="Unnamed"/>. It is for
/// telling the sources apart, and bounded whatever the data is.
/// </summary>
public sealed class SourceTexts : Sketch
{
    /// <summary>Beyond so many generators no texts are kept.</summary>
    public const int MaxSources = 32;

    /// <summary>Different texts kept of a source: those with the smallest hashes.</summary>
    public const int MaxTexts = 300;

    /// <summary>Bytes kept of a text.</summary>
    public const int MaxText = 2 << 10;

    /// <summary>The one source of records that aren't synthetic.</summary>
    public const string Unnamed = "";

    private readonly Dictionary<string, LeastTexts> _sources = new(StringComparer.Ordinal);

    /// <summary>Whether there were more than <see cref="MaxSources"/>; there are no <see cref="Sources"/> then.</summary>
    public bool TooMany { get; private set; }

    /// <summary>The sources, in ordinal order; call after <see cref="Seal"/>.</summary>
    public IEnumerable<KeyValuePair<string, LeastTexts>> Sources => _sources.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The texts of all records of a set that isn't synthetic; null: it has none.</summary>
    public LeastTexts? All => _sources.GetValueOrDefault(Unnamed);

    public override void Add(Document document)
    {
        var source = document.Origin == RecordOrigin.Synthetic ? document.Generator : Unnamed;
        if (source is not null) Get(source)?.Add(document);
    }

    public override void Merge(Sketch other)
    {
        var texts = (SourceTexts)other;
        if (texts.TooMany) Overflow();
        foreach (var (source, least) in texts._sources) Get(source)?.Merge(least);
    }

    public override void Follow(Sketch whole)
    {
        var texts = (SourceTexts)whole;
        if (texts.TooMany) Overflow();
        foreach (var (source, least) in texts._sources) Get(source)?.Lower(least.Threshold);
    }

    public override void Seal()
    {
        foreach (var least in _sources.Values) least.Seal();
    }

    public override void Clear()
    {
        _sources.Clear();
        TooMany = false;
    }

    public override void Save(BinaryWriter writer)
    {
        Seal();
        writer.Write(TooMany);
        writer.Write(_sources.Count);
        foreach (var (source, least) in Sources)
        {
            writer.Write(source);
            least.Save(writer);
        }
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        TooMany = reader.ReadBoolean();
        var count = reader.ReadInt32();
        if (count < 0 || count > (TooMany ? 0 : MaxSources)) throw new InvalidDataException("there are more sources than are kept");
        for (; count > 0; count--) Get(reader.ReadString())!.Load(reader);
    }

    private LeastTexts? Get(string source)
    {
        if (TooMany) return null;
        if (_sources.TryGetValue(source, out var least)) return least;
        if (_sources.Count < MaxSources) return _sources[source] = new LeastTexts();
        Overflow();
        return null;
    }

    private void Overflow()
    {
        TooMany = true;
        _sources.Clear();
    }
}
