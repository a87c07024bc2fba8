using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// The bottom-k sample (Cohen and Kaplan 2007): the distinct contents with the smallest seeded hashes, with their text and exact
/// multiplicity. It doesn't depend on order, sharding or machine, and a small edit changes it a little.
/// </summary>
/// <remarks>
/// Besides the number of contents the bytes of their text are bounded: the sample is the longest prefix, in hash order, that
/// fits. A content of the final sample was in it from its first copy, so its count is exact.
/// </remarks>
public sealed class DocumentSample(int size, long maxBytes) : Sketch
{
    private readonly Dictionary<ulong, SampledText> _texts = [];
    private long _bytes;

    /// <summary>Contents with a hash below it are held; <see cref="ulong.MaxValue"/>: all are.</summary>
    public ulong Threshold { get; private set; } = ulong.MaxValue;

    /// <summary>Whether every content is held, so that the sample is the whole set.</summary>
    public bool IsWhole => Threshold == ulong.MaxValue;

    /// <summary>Contents held.</summary>
    public int Count => _texts.Count;

    /// <summary>The contents held, in hash order.</summary>
    public IReadOnlyList<SampledText> Texts => [.. _texts.Values.OrderBy(text => text.Content)];

    public SampledText? Find(ulong content) => _texts.GetValueOrDefault(content);

    public override void Add(Document document)
    {
        if (document.Content >= Threshold) return;
        var text = Find(document.Content) ?? Enter(document.Content, document.Text.ToArray());
        text.Add(1, [document.Place]);
        if (IsOver) Shrink(slack: true);
    }

    public override void Merge(Sketch other)
    {
        var sample = (DocumentSample)other;
        Lower(sample.Threshold);
        foreach (var (content, text) in sample._texts)
        {
            if (content >= Threshold) continue;
            Enter(content, text.Text).Add(text);
        }
        if (IsOver) Shrink(slack: true);
    }

    public override void Follow(Sketch whole) => Lower(((DocumentSample)whole).Threshold);

    public override void Seal() => Shrink(slack: false);

    public override void Clear()
    {
        _texts.Clear();
        _bytes = 0;
        Threshold = ulong.MaxValue;
    }

    public override void Save(BinaryWriter writer)
    {
        Seal();
        writer.Write(Threshold);
        writer.Write(_texts.Count);
        foreach (var text in Texts)
        {
            writer.Write(text.Content);
            writer.Write(text.Text.Length);
            writer.Write(text.Text);
            writer.Write(text.Times);
            writer.Write(text.Places.Count);
            foreach (var place in text.Places) writer.Write(place.Packed);
        }
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        Threshold = reader.ReadUInt64();
        Span<Place> places = stackalloc Place[SampledText.MaxPlaces];
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var content = reader.ReadUInt64();
            var length = reader.ReadInt32();
            if (length < 0 || length > maxBytes) throw new InvalidDataException("a sampled text's length is out of range");
            var bytes = reader.ReadBytes(length);
            var times = reader.ReadInt64();
            var count = reader.ReadInt32();
            if (bytes.Length != length || count < 0 || count > places.Length) throw new InvalidDataException("a sample is cut off");
            for (var i = 0; i < count; i++) places[i] = new Place(reader.ReadUInt64());
            Enter(content, bytes).Add(times, places[..count]);
        }
    }

    private bool IsOver => _texts.Count > size * 2L || _bytes > maxBytes * 2;

    private SampledText Enter(ulong content, byte[] text)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, content, out var exists);
        if (exists) return entry!;
        _bytes += text.Length;
        return entry = new SampledText(content, text);
    }

    private void Lower(ulong threshold)
    {
        if (threshold >= Threshold) return;
        Threshold = threshold;
        foreach (var text in _texts.Values.Where(text => text.Content >= threshold).ToList()) Remove(text);
    }

    private void Remove(SampledText text)
    {
        _texts.Remove(text.Content);
        _bytes -= text.Text.Length;
    }

    private void Shrink(bool slack)
    {
        if (!slack && _texts.Count <= size && _bytes <= maxBytes) return;
        long bytes = 0;
        var kept = 0;
        foreach (var text in Texts)
        {
            bytes += text.Text.Length;
            if (text.Content < Threshold && (++kept > size || bytes > maxBytes)) Threshold = text.Content;
            if (text.Content >= Threshold) Remove(text);
        }
    }
}
