using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>One distinct content of a sample: its text, how many records have it, and the first few of them.</summary>
public sealed class SampledText
{
    /// <summary>Places kept of each content.</summary>
    public const int MaxPlaces = 5;

    private readonly List<Place> _places = new(1);

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
    public IReadOnlyList<Place> Places => _places;

    internal void Add(long times, ReadOnlySpan<Place> places)
    {
        Times += times;
        foreach (var place in places)
        {
            var at = _places.BinarySearch(place);
            if (at < 0) at = ~at;
            if (at >= MaxPlaces) continue;
            if (_places.Count == MaxPlaces) _places.RemoveAt(MaxPlaces - 1);
            _places.Insert(at, place);
        }
    }

    internal void Add(SampledText other) =>
        Add(other.Times, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(other._places));

    /// <summary>Fewer records have it; where the first stand, stays.</summary>
    internal void Remove(long times) => Times -= Math.Min(Times, times);

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Content);
        writer.Write(Text.Length);
        writer.Write(Text);
        writer.Write(Times);
        writer.Write(_places.Count);
        foreach (var place in _places) writer.Write(place.Packed);
    }
}
