using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// The texts of the contents that many records share, whatever their hash. A content with more than one in
/// <see cref="Share"/> of the records of a whole has more than that in one of its parts at least, so that a part may forget all
/// others; <see cref="Contents.Exceeds"/> keeps this true where counts are bounds.
/// </summary>
internal sealed class HeavyTexts(Contents contents)
{
    /// <summary>A content of more than one in so many records is heavy.</summary>
    public const int Share = 1_000;

    /// <summary>Bytes kept of a text.</summary>
    public const int MaxText = 32 << 10;

    /// <summary>Texts of half that weight are kept too: bounds on a count may lie that far below it.</summary>
    private const int KeptShare = 2 * Share;

    private const int MinSlab = 4 << 10, MaxSlab = 256 << 10, MaxRecent = 8 << 10, EntryCost = 64;
    private const long MinPrune = 4 << 20;

    private readonly Dictionary<ulong, byte[]> _kept = new(SecretKeys.Comparer);
    private readonly Dictionary<ulong, (int Start, int Length)> _recent = new(SecretKeys.Comparer);
    private byte[] _slab = [];
    private int _used;
    private long _cost;
    private long _pruneAt = MinPrune;

    /// <summary>The contents held, in hash order; call after <see cref="Seal"/>.</summary>
    public IEnumerable<KeyValuePair<ulong, byte[]>> Kept => _kept.OrderBy(pair => pair.Key);

    public byte[]? Find(ulong content) => _kept.GetValueOrDefault(content);

    /// <summary>Takes the text of a record that <see cref="Contents"/> has counted.</summary>
    public void Add(ulong content, ReadOnlySpan<byte> text)
    {
        text = text[..Cut(text)];
        if (_kept.Count > 0 && _kept.ContainsKey(content)) return;
        if (text.Length > _slab.Length - _used || _recent.Count == MaxRecent) MakeRoom(text.Length);
        if (!_recent.TryAdd(content, (_used, text.Length))) return;
        text.CopyTo(_slab.AsSpan(_used));
        _used += text.Length;
    }

    /// <summary>Takes over a text that is held nowhere else any more.</summary>
    public void Offer(ulong content, byte[] text)
    {
        if (IsHeavy(content)) Keep(content, text);
    }

    public void Merge(HeavyTexts other)
    {
        foreach (var (content, text) in other._kept) Offer(content, text);
        foreach (var (content, at) in other._recent)
            if (other.IsHeavy(content) && IsHeavy(content)) Keep(content, other._slab.AsSpan(at.Start, at.Length).ToArray());
    }

    /// <summary>Keeps what is heavy in the whole: no more than <see cref="KeptShare"/> texts.</summary>
    public void Seal()
    {
        Sift();
        Prune();
    }

    public void Clear()
    {
        _kept.Clear();
        _recent.Clear();
        (_used, _cost, _pruneAt) = (0, 0, MinPrune);
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_kept.Count);
        foreach (var (content, text) in Kept)
        {
            writer.Write(content);
            writer.Write(text.Length);
            writer.Write(text);
        }
    }

    public void Load(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (content, text) = LoadText(reader);
            Keep(content, text);
        }
    }

    /// <summary>Adds what was saved of a part, as merging it would.</summary>
    public void MergeSaved(MovedChunks reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (content, text) = LoadText(reader);
            Offer(content, text);
        }
    }

    /// <summary>Whether a text of it is kept, as far as is counted.</summary>
    public bool IsHeavy(ulong content) => contents.Exceeds(content, contents.Table.Total / KeptShare);

    private static (ulong Content, byte[] Text) LoadText(BinaryReader reader)
    {
        var content = reader.ReadUInt64();
        var length = reader.ReadInt32();
        if (length is < 0 or > MaxText) throw new InvalidDataException("a heavy text's length is out of range");
        var text = reader.ReadBytes(length);
        return text.Length == length ? (content, text) : throw new InvalidDataException("a heavy text is cut off");
    }

    private void Keep(ulong content, byte[] text)
    {
        var length = Cut(text);
        if (!_kept.TryAdd(content, length < text.Length ? text[..length] : text)) return;
        _cost += length + EntryCost;
        if (_cost > _pruneAt) Prune();
    }

    private void MakeRoom(int length)
    {
        if (_slab.Length >= MaxSlab || _recent.Count == MaxRecent) Sift();
        if (length > _slab.Length - _used) Array.Resize(ref _slab, Math.Max(Math.Max(MinSlab, _slab.Length * 2), _used + length));
    }

    private void Sift()
    {
        foreach (var (content, at) in _recent)
            if (IsHeavy(content)) Keep(content, _slab.AsSpan(at.Start, at.Length).ToArray());
        _recent.Clear();
        _used = 0;
    }

    private void Prune()
    {
        foreach (var (content, text) in _kept)
        {
            if (IsHeavy(content)) continue;
            _kept.Remove(content);
            _cost -= text.Length + EntryCost;
        }
        _pruneAt = Math.Max(MinPrune, _cost * 2);
    }

    /// <summary>Where a text is cut so that no character is.</summary>
    private static int Cut(ReadOnlySpan<byte> text)
    {
        if (text.Length <= MaxText) return text.Length;
        var end = MaxText;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return end;
    }
}
