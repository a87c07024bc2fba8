namespace DataGate.Metrics.Samples;

/// <summary>
/// The twins that documents of one side have among those of another: sets of word 5-grams with a Jaccard similarity of the limit or more, candidates by
/// <see cref="MinHash"/>, each verified. Documents under five tokens have none.
/// </summary>
internal sealed class CrossTwins
{
    private readonly TwinGroups _groups;
    private readonly Twins _twins;
    private readonly Buckets _buckets;
    private readonly MinHash _hashes;
    private readonly ulong[] _keys;

    /// <summary>Of each group the first document of the other side, by content hash; −1: none.</summary>
    private readonly int[] _others;

    private CrossTwins(Corpus corpus, IEnumerable<int> others, double jaccard)
    {
        (_groups, _twins, _hashes) = (new TwinGroups(corpus), new Twins(jaccard), new MinHash(jaccard));
        _buckets = new Buckets(_groups.Count, TwinLimits.Bounded.Bucket, keys: 0);
        _keys = new ulong[_hashes.Bands];
        _others = new int[_groups.Count];
        Array.Fill(_others, -1);
        foreach (var document in others.OrderBy(_groups.Rank))
        {
            var group = _groups.Of(document);
            if (_groups.IsShort(group) || _others[group] >= 0) continue;
            _others[group] = document;
            Find(group, most: 0);
            _buckets.Enter(group);
        }
    }

    /// <summary>Each document that has a twin on the other side, with one of those: the first by content hash of the candidates.</summary>
    /// <param name="corpus">Has all of them.</param>
    /// <param name="documents">One side.</param>
    /// <param name="others">The other; it may share documents with the first, which are their own twins.</param>
    /// <param name="jaccard">The limit.</param>
    public static List<(int Document, int Twin)> Find(Corpus corpus, IEnumerable<int> documents, IEnumerable<int> others, double jaccard)
    {
        var index = new CrossTwins(corpus, others, jaccard);
        var twins = new int?[index._groups.Count];
        var found = new List<(int Document, int Twin)>();
        foreach (var document in documents.OrderBy(index._groups.Rank))
        {
            var group = index._groups.Of(document);
            if (index._groups.IsShort(group)) continue;
            var twin = twins[group] ??= index.TwinOf(group);
            if (twin >= 0) found.Add((document, twin));
        }
        return found;
    }

    private int TwinOf(int group)
    {
        if (_others[group] >= 0) return _others[group];
        var first = -1;
        foreach (var candidate in Find(group, TwinLimits.Bounded.Candidates))
            if ((first < 0 || candidate < first) && _twins.Alike(_groups.Set(group), _groups.Set(candidate))) first = candidate;
        return first < 0 ? -1 : _others[first];
    }

    private ReadOnlySpan<int> Find(int group, int most)
    {
        _hashes.Keys(_groups.Set(group), _keys);
        return _buckets.Find(group, _keys, most);
    }
}
