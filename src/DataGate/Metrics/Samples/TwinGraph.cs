using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>How much work a graph of twins may be.</summary>
/// <param name="Candidates">Groups that one is compared with at most.</param>
/// <param name="Bucket">Groups that one key leads to at most.</param>
/// <param name="Twins">With so many twins a group becomes the middle of a cluster, and what is its twin from then on is compared no further.</param>
internal sealed record TwinLimits(int Candidates, int Bucket, int Twins)
{
    /// <summary>Linear in the records, whatever they are.</summary>
    public static TwinLimits Bounded { get; } = new(256, 128, 64);

    /// <summary>Every pair; quadratic where all records are twins.</summary>
    public static TwinLimits None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}

/// <summary>
/// Which groups of a corpus are twins: candidates by <see cref="MinHash"/>, each verified. No edge follows from other edges; a cluster
/// is what was verified against its one middle.
/// </summary>
internal sealed class TwinGraph
{
    /// <summary>Keys that there is room for at once; tables of more grow.</summary>
    private const int MostAtFirst = 1 << 20;

    private readonly TwinGroups _groups;
    private readonly TwinLimits _limits;
    private readonly Twins _twins;
    private readonly List<int>?[] _edges;
    private readonly List<int>?[] _clusters;
    private readonly int[] _middles;

    /// <param name="groups">The groups of a corpus.</param>
    /// <param name="jaccard">From which similarity on they are twins.</param>
    /// <param name="limits">How much work it may be.</param>
    /// <param name="edits">Whether short texts are twins by one edited character too, rather than by equal tokens alone.</param>
    public TwinGraph(TwinGroups groups, double jaccard, TwinLimits limits, bool edits)
    {
        (_groups, _limits, _twins) = (groups, limits, new Twins(jaccard));
        _edges = new List<int>?[groups.Count];
        _clusters = new List<int>?[groups.Count];
        _middles = new int[groups.Count];
        Array.Fill(_middles, -1);
        var hashes = new MinHash(jaccard);
        var buckets = new Buckets(groups.Count, limits.Bucket, (int)Math.Min(MostAtFirst, (long)groups.Longs * hashes.Bands));
        var keys = new List<ulong>();
        for (var group = 0; group < groups.Count; group++)
        {
            keys.Clear();
            if (!groups.IsShort(group))
            {
                CollectionsMarshal.SetCount(keys, hashes.Bands);
                hashes.Keys(groups.Set(group), CollectionsMarshal.AsSpan(keys));
            }
            else if (edits)
            {
                EditKeys(groups.Text(group), keys);
            }
            var candidates = buckets.Find(group, CollectionsMarshal.AsSpan(keys), limits.Candidates);
            if (!Join(group, candidates)) buckets.Enter(group);
        }
    }

    /// <summary>Clusters around a middle.</summary>
    public int Clusters { get; private set; }

    /// <summary>The twins of a group.</summary>
    public ReadOnlySpan<int> TwinsOf(int group) => CollectionsMarshal.AsSpan(_edges[group]);

    /// <summary>The clusters that a group is in.</summary>
    public ReadOnlySpan<int> ClustersOf(int group) => CollectionsMarshal.AsSpan(_clusters[group]);

    /// <summary>Links a group with its twins; true when it went into a cluster, where later groups needn't meet it.</summary>
    private bool Join(int group, ReadOnlySpan<int> candidates)
    {
        foreach (var candidate in candidates)
        {
            if (_middles[candidate] < 0 || !AreTwins(group, candidate)) continue;
            Add(_clusters, group, _middles[candidate]);
            return true;
        }
        foreach (var candidate in candidates)
        {
            if (_middles[candidate] >= 0 || !AreTwins(group, candidate)) continue;
            Add(_edges, group, candidate);
            Add(_edges, candidate, group);
            BecomeMiddle(candidate);
        }
        BecomeMiddle(group);
        return false;
    }

    private void BecomeMiddle(int group)
    {
        if (_edges[group] is not { } twins || twins.Count < _limits.Twins || _middles[group] >= 0) return;
        _middles[group] = Clusters;
        Add(_clusters, group, Clusters);
        foreach (var twin in twins) Add(_clusters, twin, Clusters);
        Clusters++;
    }

    private bool AreTwins(int a, int b)
    {
        if (_groups.IsShort(a) != _groups.IsShort(b)) return false;
        return _groups.IsShort(a) ? Twins.OneEdit(_groups.Text(a), _groups.Text(b)) : _twins.Alike(_groups.Set(a), _groups.Set(b));
    }

    /// <summary>The text and the text without each of its characters: texts one edit apart share one of them.</summary>
    private void EditKeys(ReadOnlySpan<int> text, List<ulong> keys)
    {
        if (!_twins.MayDiffer(text.Length - text.Count(' '))) return;
        Span<int> rest = stackalloc int[text.Length];
        keys.Add(Key(text));
        for (var gap = 0; gap < text.Length; gap++)
        {
            // In a run of one character it makes no difference which of them goes.
            if (gap > 0 && text[gap] == text[gap - 1]) continue;
            text[..gap].CopyTo(rest);
            text[(gap + 1)..].CopyTo(rest[gap..]);
            keys.Add(Key(rest[..^1]));
        }

        static ulong Key(ReadOnlySpan<int> text) => Hash64.Of(MemoryMarshal.AsBytes(text), (ulong)text.Length);
    }

    private static void Add(List<int>?[] lists, int at, int value) => (lists[at] ??= []).Add(value);
}
