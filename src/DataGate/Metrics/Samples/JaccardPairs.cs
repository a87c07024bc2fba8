namespace DataGate.Metrics.Samples;

/// <summary>The pairs of records whose sets of word 5-grams are alike; a record under five tokens is one shingle, all of its tokens.</summary>
public static class JaccardPairs
{
    /// <summary>
    /// The pairs (i, j), i &lt; j, of indexes into <paramref name="documents"/>, in order. Without the bounds that <see cref="NearDuplicates"/> keeps to: as many as there are.
    /// </summary>
    /// <param name="corpus">The documents.</param>
    /// <param name="documents">The document of each record.</param>
    /// <param name="jaccard">The least similarity, above 0 and at most 1.</param>
    public static IReadOnlyList<(int First, int Second)> Of(Corpus corpus, ReadOnlySpan<int> documents, double jaccard)
    {
        var groups = new TwinGroups(corpus);
        var graph = new TwinGraph(groups, jaccard, TwinLimits.None, edits: false);
        var records = new List<int>[groups.Count];
        for (var i = 0; i < documents.Length; i++) (records[groups.Of(documents[i])] ??= []).Add(i);
        var pairs = new List<(int First, int Second)>();
        for (var group = 0; group < groups.Count; group++)
        {
            if (records[group] is not { } own) continue;
            for (var i = 0; i < own.Count; i++)
                for (var j = i + 1; j < own.Count; j++) pairs.Add((own[i], own[j]));
            foreach (var twin in graph.TwinsOf(group))
            {
                if (twin > group || records[twin] is not { } others) continue;
                foreach (var i in own)
                    foreach (var j in others) pairs.Add((Math.Min(i, j), Math.Max(i, j)));
            }
        }
        pairs.Sort();
        return pairs;
    }
}
