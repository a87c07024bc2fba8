using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>The largest clusters of near duplicates of a draw.</summary>
public static class NearDuplicateEvidence
{
    private const int Shown = 5;

    /// <summary>The clusters of more than one record, largest first, each by the text that comes first in content-hash order.</summary>
    public static ImmutableArray<Evidence> Of(Corpus corpus, Draw draw, double jaccard = NearDuplicates.DefaultJaccard)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(draw);
        var records = new Dictionary<int, long>();
        for (var i = 0; i < draw.Count; i++) records[draw.Documents[i]] = records.GetValueOrDefault(draw.Documents[i]) + draw.Times[i];
        return
        [
            .. TwinIndex.Of(corpus, jaccard).Clusters(draw)
                .Select(cluster => (Cluster: cluster, Records: cluster.Sum(document => records[document])))
                .Where(found => found.Records > 1)
                .OrderByDescending(found => found.Records).ThenBy(found => corpus.Text(found.Cluster[0]).Content)
                .Take(Shown)
                .Select(found => new Evidence(
                    found.Cluster.Count == 1 ? "repeated text" : "near duplicates",
                    Excerpts.Of(corpus.Text(found.Cluster[0]).Text),
                    found.Records,
                    [.. found.Cluster.SelectMany(document => corpus.Text(document).Places).Distinct().Order().Take(SampledText.MaxPlaces)])),
        ];
    }
}
