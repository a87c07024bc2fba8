using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <summary>The texts of one source with the smallest hashes, with all their records counted; the same whatever order they came in.</summary>
public sealed class LeastTexts
{
    private const int Slack = 64;

    private readonly Dictionary<ulong, SampledText> _texts = new(SecretKeys.Comparer);

    /// <summary>Records of the source, kept or not.</summary>
    public long Records { get; private set; }

    /// <summary>Contents with a hash below it are held; <see cref="ulong.MaxValue"/>: all are.</summary>
    public ulong Threshold { get; private set; } = ulong.MaxValue;

    /// <summary>In hash order; call after <see cref="Seal"/>.</summary>
    public IReadOnlyList<SampledText> Texts => [.. _texts.Values.OrderBy(text => text.Content)];

    internal void Add(Document document)
    {
        Records++;
        if (document.Content >= Threshold) return;
        if (!_texts.TryGetValue(document.Content, out var text))
            _texts.Add(document.Content, text = new SampledText(document.Content, Cut(document.Text.Span).ToArray()));
        text.Add(1, [document.Place]);
        if (_texts.Count > SourceTexts.MaxTexts + Slack) Seal();
    }

    internal void Merge(LeastTexts other)
    {
        Records += other.Records;
        Lower(other.Threshold);
        foreach (var text in other._texts.Values)
        {
            if (text.Content >= Threshold) continue;
            if (!_texts.TryGetValue(text.Content, out var own)) _texts.Add(text.Content, own = new SampledText(text.Content, text.Text));
            own.Add(text);
        }
        if (_texts.Count > SourceTexts.MaxTexts + Slack) Seal();
    }

    internal void Lower(ulong threshold)
    {
        if (threshold >= Threshold) return;
        Threshold = threshold;
        foreach (var content in _texts.Keys.Where(content => content >= threshold).ToList()) _texts.Remove(content);
    }

    internal void Seal()
    {
        if (_texts.Count > SourceTexts.MaxTexts) Lower(_texts.Keys.Order().ElementAt(SourceTexts.MaxTexts));
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Records);
        writer.Write(Threshold);
        writer.Write(_texts.Count);
        foreach (var text in Texts) text.Save(writer);
    }

    internal void Load(BinaryReader reader)
    {
        (Records, Threshold) = (reader.ReadInt64(), reader.ReadUInt64());
        var left = reader.ReadInt32();
        if (left is < 0 or > SourceTexts.MaxTexts) throw new InvalidDataException("a source has more texts than are kept");
        Span<Place> places = stackalloc Place[SampledText.MaxPlaces];
        for (; left > 0; left--)
        {
            var content = reader.ReadUInt64();
            var length = reader.ReadInt32();
            if (length is < 0 or > SourceTexts.MaxText) throw new InvalidDataException("a source's text is longer than what is kept");
            var bytes = reader.ReadBytes(length);
            var times = reader.ReadInt64();
            var count = reader.ReadInt32();
            if (bytes.Length != length || count < 0 || count > places.Length) throw new InvalidDataException("a source's texts are cut off");
            for (var i = 0; i < count; i++) places[i] = Place.Load(reader);
            var text = new SampledText(content, bytes);
            text.Add(times, places[..count]);
            if (!_texts.TryAdd(content, text)) throw new InvalidDataException("a source has a text twice");
        }
    }

    /// <summary>So much of a text as is kept, without a part of a character at its end.</summary>
    private static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= SourceTexts.MaxText) return text;
        var end = SourceTexts.MaxText;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }
}
