using System.Runtime.InteropServices;
using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// The bottom-k sample (Cohen and Kaplan 2007): the distinct contents with the smallest seeded hashes, with their text and exact
/// multiplicity; beyond them, the heavy ones: those of more than a thousandth of the records. It doesn't depend on order, sharding
/// or machine, and a small edit changes it a little.
/// </summary>
/// <remarks>
/// <para>
/// Besides the number of contents the bytes of their text are bounded: the sample is the longest prefix, in hash order, that
/// fits. A content of the final sample was in it from its first copy, so its count is exact.
/// </para>
/// <para>
/// <paramref name="contents"/> counts the heavy ones; whoever fills, merges, seals, saves or loads both does so with it first.
/// All heavy ones are there, and no others, while it is exact; beyond its capacity <see cref="HeavyRest.Exceeds"/> says which are
/// sure: those of about 1.3 thousandths, unless others as heavy share both their cells.
/// </para>
/// </remarks>
public sealed class DocumentSample(int size, long maxBytes, Contents contents, int textCost = 0) : Sketch
{
    private readonly Dictionary<ulong, SampledText> _texts = new(SecretKeys.Comparer);
    private readonly HeavyTexts _heavy = new(contents);
    private long _bytes;
    /// <summary>The least threshold below which lies as much as may be held.</summary>
    private ulong _shrunk = ulong.MaxValue;

    /// <summary>Contents with a hash below it are held; <see cref="ulong.MaxValue"/>: all are.</summary>
    public ulong Threshold { get; private set; } = ulong.MaxValue;

    /// <summary>Whether every content is held, so that the sample is the whole set.</summary>
    public bool IsWhole => Threshold == ulong.MaxValue;

    /// <summary>Contents held below the threshold.</summary>
    public int Count => _texts.Count;

    /// <summary>The contents below the threshold, in hash order.</summary>
    public IReadOnlyList<SampledText> Texts => [.. _texts.Values.OrderBy(text => text.Content)];

    /// <summary>
    /// The contents at or above the threshold that more than 1/1,000 of the records have, in hash order; fewer than 1,000. With
    /// <see cref="Texts"/> they share no content.
    /// </summary>
    public IReadOnlyList<SampledText> Heavy => [.. _heavy.Kept.Select(pair => Heavier(pair.Key, pair.Value)).OfType<SampledText>()];

    /// <summary>A content of <see cref="Texts"/> or <see cref="Heavy"/>.</summary>
    public SampledText? Find(ulong content) =>
        _texts.GetValueOrDefault(content) ?? (_heavy.Find(content) is { } text ? Heavier(content, text) : null);

    public override void Add(Document document)
    {
        if (document.Content >= Threshold)
        {
            _heavy.Add(document.Content, document.Text.Span);
            return;
        }
        var text = _texts.GetValueOrDefault(document.Content) ?? Enter(document.Content, document.Text.ToArray(), document.Tokens.Count);
        text.Add(1, [document.Place]);
        if (IsOver) Shrink(slack: true);
    }

    public override void Merge(Sketch other)
    {
        var sample = (DocumentSample)other;
        Lower(sample.Threshold);
        _shrunk = Math.Min(_shrunk, sample._shrunk);
        if (_texts.Count == 0) _texts.EnsureCapacity(sample._texts.Count);
        foreach (var (content, text) in sample._texts)
        {
            if (content >= Threshold) _heavy.Offer(content, text.Text);
            else Enter(content, text.Text, text.Tokens).Add(text);
        }
        _heavy.Merge(sample._heavy);
        if (IsOver) Shrink(slack: true);
    }

    public override void Remove(Sketch part)
    {
        var sample = (DocumentSample)part;
        Lower(sample.Threshold);
        foreach (var (content, text) in sample._texts)
        {
            if (content >= Threshold || !_texts.TryGetValue(content, out var own)) continue;
            own.Remove(text.Times);
            if (own.Times > 0) continue;
            _texts.Remove(content);
            _bytes -= own.Text.Length + textCost;
        }
    }

    public override void Follow(Sketch whole) => Lower(((DocumentSample)whole).Threshold);

    public override void Trim(Sketch whole) => Lower(Room.Above(((DocumentSample)whole).Threshold));

    public override bool IsFull => IsWhole || Threshold == _shrunk || _texts.Count > size || _bytes > maxBytes;

    public override void Seal()
    {
        Shrink(slack: false);
        _heavy.Seal();
    }

    public override void Clear()
    {
        _texts.Clear();
        _heavy.Clear();
        _bytes = 0;
        Threshold = _shrunk = ulong.MaxValue;
    }

    public override void Save(BinaryWriter writer)
    {
        Seal();
        writer.Write(Threshold);
        if (writer is QuickWriter) writer.Write(_shrunk);
        writer.Write(_texts.Count);
        foreach (var text in Texts)
        {
            text.Save(writer);
            writer.Write(text.Tokens ?? -1);
        }
        _heavy.Save(writer);
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        Threshold = reader.ReadUInt64();
        if (reader is MovedChunks) _shrunk = reader.ReadUInt64();
        LoadTexts(reader);
        _heavy.Load(reader);
    }

    /// <summary>Texts that don't count any more are passed over without being made.</summary>
    public override void MergeSaved(MovedChunks reader, Sketch spare)
    {
        Lower(reader.ReadUInt64());
        _shrunk = Math.Min(_shrunk, reader.ReadUInt64());
        LoadTexts(reader);
        _heavy.MergeSaved(reader);
        if (IsOver) Shrink(slack: true);
    }

    private void LoadTexts(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (_texts.Count == 0) _texts.EnsureCapacity(Math.Clamp(count, 0, size));
        for (var left = count; left > 0; left--) LoadText(reader);
    }

    private void LoadText(BinaryReader reader)
    {
        var content = reader.ReadUInt64();
        var length = reader.ReadInt32();
        if (length < 0 || length > maxBytes) throw new InvalidDataException("a sampled text's length is out of range");
        byte[]? text = null;
        if (content < Threshold || _heavy.IsHeavy(content)) text = reader.ReadBytes(length);
        else reader.BaseStream.Seek(length, SeekOrigin.Current);
        var times = reader.ReadInt64();
        var count = reader.ReadInt32();
        Span<Place> places = stackalloc Place[SampledText.MaxPlaces];
        if ((text?.Length ?? length) != length || count < 0 || count > places.Length) throw new InvalidDataException("a sample is cut off");
        for (var i = 0; i < count; i++) places[i] = Place.Load(reader);
        var tokens = reader.ReadInt32();
        if (content < Threshold) Enter(content, text!, tokens < 0 ? null : tokens).Add(times, places[..count]);
        else if (text is not null) _heavy.Offer(content, text);
    }

    /// <summary>Whether there is a quarter more than may be held: the parts of a whole hold, and keep, what the whole doesn't pass over yet.</summary>
    private bool IsOver => _texts.Count > size + (size / 4L) || _bytes > maxBytes + (maxBytes / 4);

    private SampledText? Heavier(ulong content, byte[] text)
    {
        var (times, isExact) = contents.TimesOf(content);
        if (times <= contents.Table.Total / HeavyTexts.Share) return null;
        var heavy = new SampledText(content, text, isExact);
        heavy.Add(times, isExact && contents.Table.TryGet(content, out var copies) ? Places(copies) : []);
        return heavy;
    }

    private static Place[] Places(in Copies copies) => copies.Times > 1 ? [copies.First, copies.Second] : [copies.First];

    private SampledText Enter(ulong content, byte[] text, int? tokens)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_texts, content, out var exists);
        if (exists) return entry!;
        _bytes += text.Length + textCost;
        return entry = new SampledText(content, text) { Tokens = tokens };
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
        _bytes -= text.Text.Length + textCost;
        _heavy.Offer(text.Content, text.Text);
    }

    private void Shrink(bool slack)
    {
        if (!slack && _texts.Count <= size && _bytes <= maxBytes) return;
        long bytes = 0;
        var kept = 0;
        foreach (var text in Texts)
        {
            bytes += text.Text.Length + textCost;
            if (text.Content < Threshold && (++kept > size || bytes > maxBytes)) Threshold = _shrunk = text.Content;
            if (text.Content >= Threshold) Remove(text);
        }
    }
}
