using DataGate.Documents;
using DataGate.Scanning;

namespace DataGate.Files.Changes;

/// <summary>Takes the records that a change added from the scan that reads the dataset, so that they are read once.</summary>
/// <param name="empty">Makes a scan of them.</param>
/// <param name="places">Where they stand.</param>
internal sealed class AddedRecords(Func<DatasetScan> empty, HashSet<Place> places)
{
    private readonly Lock _gate = new();
    private readonly List<DatasetScan> _parts = [];
    private HashSet<int> _read = [];

    /// <summary>What was taken.</summary>
    public DatasetScan Gathered
    {
        get
        {
            if (_parts.Count == 0) return empty();
            foreach (var part in _parts[1..]) _parts[0].Merge(part);
            _parts.RemoveRange(1, _parts.Count - 1);
            return _parts[0];
        }
    }

    /// <summary>Before the dataset is read, or read anew: what was taken is forgotten.</summary>
    /// <param name="chunks">That are read now.</param>
    public void Begin(IEnumerable<int> chunks)
    {
        _parts.Clear();
        _read = [.. chunks];
    }

    /// <summary>Whether the records of a chunk were taken where it was read.</summary>
    public bool HasRead(int chunk) => _read.Contains(chunk);

    /// <summary>Takes from a thread's part of the scan.</summary>
    /// <returns>That part.</returns>
    public DatasetScan From(DatasetScan part)
    {
        if (places.Count == 0) return part;
        var own = empty();
        lock (_gate) _parts.Add(own);
        part.Chosen = (own, places);
        return part;
    }
}
