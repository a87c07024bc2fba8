namespace DataGate.Metrics.Samples;

/// <summary>The twins of a corpus at one similarity, and what they are in a draw of it.</summary>
internal sealed class TwinIndex
{
    private readonly TwinGroups _groups;
    private readonly TwinGraph _graph;
    private readonly int _documents;

    private TwinIndex(TwinGroups groups, int documents, double jaccard)
    {
        (_groups, _documents) = (groups, documents);
        _graph = new TwinGraph(groups, jaccard, TwinLimits.Bounded, edits: true);
    }

    private int Nodes => _groups.Count + _graph.Clusters;

    /// <summary>Made once a corpus and similarity; safe from any thread.</summary>
    public static TwinIndex Of(Corpus corpus, double jaccard) => corpus.Share(static corpus => new Known(corpus)).Of(jaccard);

    /// <summary>Different documents of a draw that no earlier one of it is a twin of.</summary>
    public long Firsts(Draw draw, Workspace work)
    {
        var counted = work.Zeros(0, _documents);
        var firsts = work.Zeros(1, Nodes);
        foreach (var document in draw.Documents)
        {
            // The earlier, the greater: zero is none.
            var place = _documents - _groups.Rank(document);
            var group = _groups.Of(document);
            firsts[group] = Math.Max(firsts[group], place);
            foreach (var cluster in _graph.ClustersOf(group)) firsts[_groups.Count + cluster] = Math.Max(firsts[_groups.Count + cluster], place);
        }
        long found = 0;
        foreach (var document in draw.Documents)
        {
            if (counted[document] != 0) continue;
            counted[document] = 1;
            if (!HasEarlier(document, firsts)) found++;
        }
        foreach (var document in draw.Documents)
        {
            counted[document] = 0;
            var group = _groups.Of(document);
            firsts[group] = 0;
            foreach (var cluster in _graph.ClustersOf(group)) firsts[_groups.Count + cluster] = 0;
        }
        return found;
    }

    /// <summary>
    /// The documents of a draw in clusters, in content-hash order: a document that is a twin of none of the clusters' first ones begins
    /// its own.
    /// </summary>
    public List<List<int>> Clusters(Draw draw)
    {
        var leaders = new Dictionary<int, int>();
        var clusters = new List<List<int>>();
        foreach (var document in draw.Documents.ToArray().Distinct().OrderBy(_groups.Rank))
        {
            var group = _groups.Of(document);
            var leader = leaders.GetValueOrDefault(group, -1);
            foreach (var cluster in _graph.ClustersOf(group))
                if (leader < 0) leader = leaders.GetValueOrDefault(_groups.Count + cluster, -1);
            if (leader >= 0)
            {
                clusters[leader].Add(document);
                continue;
            }
            leaders[group] = clusters.Count;
            foreach (var twin in _graph.TwinsOf(group)) leaders.TryAdd(twin, clusters.Count);
            foreach (var cluster in _graph.ClustersOf(group)) leaders.TryAdd(_groups.Count + cluster, clusters.Count);
            clusters.Add([document]);
        }
        return clusters;
    }

    private bool HasEarlier(int document, int[] firsts)
    {
        var own = _documents - _groups.Rank(document);
        var group = _groups.Of(document);
        if (firsts[group] > own) return true;
        foreach (var twin in _graph.TwinsOf(group))
            if (firsts[twin] > own) return true;
        foreach (var cluster in _graph.ClustersOf(group))
            if (firsts[_groups.Count + cluster] > own) return true;
        return false;
    }

    private sealed class Known(Corpus corpus)
    {
        private readonly TwinGroups _groups = new(corpus);
        private readonly Dictionary<double, TwinIndex> _indexes = [];
        private readonly Lock _gate = new();

        public TwinIndex Of(double jaccard)
        {
            lock (_gate)
            {
                if (!_indexes.TryGetValue(jaccard, out var index)) _indexes[jaccard] = index = new TwinIndex(_groups, corpus.Count, jaccard);
                return index;
            }
        }
    }
}
