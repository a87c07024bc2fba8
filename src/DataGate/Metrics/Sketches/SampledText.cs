using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>One distinct content of a sample: its text, how many records have it, and the first few of them.</summary>
public sealed class SampledText
{
    /// <summary>Places kept of each content.</summary>
    public const int MaxPlaces = 5;

    // Most texts are of one record: there are many of them, and each object more is one that collections look at.
    private Place _first = Place.None;
    private Place[] _more = [];
    private int _count;

    public SampledText(ulong content, byte[] text, bool isExact = true) => (Content, Text, IsExact) = (content, text, isExact);

    /// <summary>The hash that the sample is ordered by.</summary>
    public ulong Content { get; }

    /// <summary>Normalised UTF-8; of a heavy text its first 32 KiB.</summary>
    public byte[] Text { get; }

    /// <summary>How many tokens the text has, as the scan counted them; null: nobody did.</summary>
    public int? Tokens { get; init; }

    /// <summary>All records with this content: exactly, unless <see cref="IsExact"/> says otherwise.</summary>
    public long Times { get; private set; }

    /// <summary>False for a heavy text beyond what the table of contents counts: <see cref="Times"/> is an estimate, and no place is known.</summary>
    public bool IsExact { get; }

    /// <summary>The first <see cref="MaxPlaces"/> of them, in order; the first two of a heavy text.</summary>
    public IReadOnlyList<Place> Places => _count == 0 ? [] : [_first, .. _more.AsSpan(0, _count - 1)];

    internal void Add(long times, ReadOnlySpan<Place> places)
    {
        Times += times;
        foreach (var place in places) Add(place);
    }

    internal void Add(SampledText other)
    {
        Times += other.Times;
        if (other._count > 0) Add(other._first);
        foreach (var place in other._more.AsSpan(0, Math.Max(0, other._count - 1))) Add(place);
    }

    /// <summary>Fewer records have it; where the first stand, stays.</summary>
    internal void Remove(long times) => Times -= Math.Min(Times, times);

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Content);
        writer.Write(Text.Length);
        writer.Write(Text);
        writer.Write(Times);
        writer.Write(_count);
        foreach (var place in Places) writer.Write(place.Packed);
    }

    private void Add(Place place)
    {
        if (_count == 0)
        {
            (_first, _count) = (place, 1);
            return;
        }
        if (place < _first) (_first, place) = (place, _first);
        var at = _more.AsSpan(0, _count - 1).BinarySearch(place);
        if (at < 0) at = ~at;
        if (at >= MaxPlaces - 1) return;
        if (_more.Length < _count) Array.Resize(ref _more, Math.Min(MaxPlaces - 1, _count * 2));
        var kept = Math.Min(_count, MaxPlaces - 1);
        _more.AsSpan(at, kept - 1 - at).CopyTo(_more.AsSpan(at + 1));
        _more[at] = place;
        _count = kept + 1;
    }
}
