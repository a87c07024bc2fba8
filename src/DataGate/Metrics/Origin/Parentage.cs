using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Origin;

/// <summary>
/// The records of a dataset as numbers, and the parents of each. Human records are the complements of their index, others their number: synthetic ones,
/// unknown ones, then one for each id that names several records, whose parents are those records.
/// </summary>
internal sealed class Parentage
{
    /// <summary>A parent in the reference.</summary>
    public const int InReference = int.MinValue;

    /// <summary>A parent that is nowhere; greater negative numbers are human records of the data.</summary>
    public const int Missing = int.MinValue + 1;

    private readonly Lineage _synthetic;
    private readonly Lineage _unknown;
    private readonly Lineage _human;
    private readonly List<int> _parents = [];
    private readonly List<int> _starts = [0];
    private readonly List<Place> _duplicates = [];
    private readonly List<Place> _groups = [];

    /// <param name="whole">The dataset.</param>
    /// <param name="reference">The reference; null: there are no reference files.</param>
    public Parentage(ScopeSketch whole, SetSketch? reference)
    {
        _synthetic = Sealed(whole.Leaf(RecordOrigin.Synthetic));
        _unknown = Sealed(whole.Leaf(RecordOrigin.Unknown));
        _human = Sealed(whole.Leaf(RecordOrigin.Human));
        var anchors = reference?.Get<Lineage>(SketchKind.Lineage);
        TooMany = _synthetic.TooMany || _unknown.TooMany || _human.TooMany || anchors is { TooMany: true };
        if (!TooMany) Resolve(anchors);
    }

    /// <summary>Whether there are more records than the policy's memory lets ancestry be followed for; nobody has parents then.</summary>
    public bool TooMany { get; }

    /// <summary>Records that are not human; all have smaller numbers than the ids that name several.</summary>
    public int Records => _synthetic.Count + _unknown.Count;

    /// <summary>Records that are not human, and ids that name several records.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>Every record whose id another one has as well.</summary>
    public IReadOnlyList<Place> Duplicates => _duplicates;

    /// <summary>The parents of one that is not human; human ones among them, <see cref="InReference"/> and <see cref="Missing"/>.</summary>
    public ReadOnlySpan<int> Of(int record) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parents)[_starts[record].._starts[record + 1]];

    public bool IsSynthetic(int record) => record >= 0 && record < _synthetic.Count;

    /// <summary>The generation that a record names; −1: none.</summary>
    public int Generation(int record) =>
        record < _synthetic.Count ? _synthetic.Generation(record)
        : record < Records ? _unknown.Generation(record - _synthetic.Count)
        : -1;

    /// <summary>Where a record stands; of an id that names several, the first of them.</summary>
    public Place PlaceOf(int record) =>
        record < 0 ? (record > Missing ? _human.Place(~record) : Place.None)
        : record < _synthetic.Count ? _synthetic.Place(record)
        : record < Records ? _unknown.Place(record - _synthetic.Count)
        : _groups[record - Records];

    /// <summary>The number of the synthetic record at a place.</summary>
    public int Find(Place place)
    {
        int low = 0, high = _synthetic.Count - 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_synthetic.Place(middle) < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static Lineage Sealed(SetSketch leaf)
    {
        var lineage = leaf.Get<Lineage>(SketchKind.Lineage);
        lineage.Seal();
        return lineage;
    }

    private void Resolve(Lineage? reference)
    {
        var (ids, owners) = Owners();
        var named = new Dictionary<ulong, int>(ids.Length, SecretKeys.Comparer);
        var groups = new List<(int Start, int End)>();
        for (int start = 0, end; start < ids.Length; start = end)
        {
            for (end = start + 1; end < ids.Length && ids[end] == ids[start]; end++)
            {
            }
            named[ids[start]] = end - start == 1 ? owners[start] : Records + groups.Count;
            if (end - start > 1) groups.Add((start, end));
        }
        var anchors = new HashSet<ulong>(SecretKeys.Comparer);
        for (var i = 0; i < (reference?.Count ?? 0); i++) anchors.Add(reference!.Id(i));
        for (var record = 0; record < Records; record++)
        {
            var own = record < _synthetic.Count ? _synthetic.ParentsOf(record) : _unknown.ParentsOf(record - _synthetic.Count);
            foreach (var id in own) _parents.Add(named.TryGetValue(id, out var owner) ? owner : anchors.Contains(id) ? InReference : Missing);
            _starts.Add(_parents.Count);
        }
        foreach (var (start, end) in groups)
        {
            var members = owners.AsSpan(start, end - start);
            _parents.AddRange(members);
            _starts.Add(_parents.Count);
            foreach (var member in members) _duplicates.Add(PlaceOf(member));
            _groups.Add(_duplicates[^members.Length..].Min());
        }
    }

    /// <summary>The data's ids in order, each with the record that has it.</summary>
    private (ulong[] Ids, int[] Owners) Owners()
    {
        var ids = new List<ulong>();
        var owners = new List<int>();
        void Take(Lineage lineage, Func<int, int> number)
        {
            for (var i = 0; i < lineage.Count; i++)
            {
                if (lineage.Id(i) == 0) continue;
                ids.Add(lineage.Id(i));
                owners.Add(number(i));
            }
        }
        Take(_synthetic, i => i);
        Take(_unknown, i => i + _synthetic.Count);
        Take(_human, i => ~i);
        ulong[] keys = [.. ids];
        int[] values = [.. owners];
        Array.Sort(keys, values);
        return (keys, values);
    }
}
