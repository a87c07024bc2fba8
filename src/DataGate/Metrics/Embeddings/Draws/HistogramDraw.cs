using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// A number of the histograms of data and reference over clusters of their embeddings: MAUVE, the frontier integral, KL and JS (<see cref="Frontier"/>), averaged over
/// <see cref="Clusterings.Seeds"/> clusterings. The clusters are found on the different texts of both sides together, in an order that their contents give: which side is called the data has no part in
/// it, and an exchange of records between the sides leaves them as they are.
/// </summary>
/// <param name="name">Its name.</param>
/// <param name="number">Of the histograms of data and reference.</param>
public sealed class HistogramDraw(string name, Func<long[], long[], double> number) : EmbeddingDraw
{
    public override string Name => name;

    public override bool IsDivergence => true;

    public override int LeastRecords => Clusterings.MinRecords;

    public override double OwnError(DrawInput input) => Average(input) is { } found ? found.Spread / Math.Sqrt(Clusterings.Seeds) : 0;

    public override double? Value(DrawInput input) => Average(input)?.Value;

    private Averaged? Average(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (data, reference) = (input.Data, input.Reference!);
        // Where a few records are left out, the bins stay those of the whole.
        var whole = input.Whole ?? input;
        var records = Math.Min(whole.Data.Records, whole.Reference!.Records);
        if (data.Records == 0 || reference.Records == 0) return null;
        var clusters = Clusterings.ClustersFor(records);
        if (input.IsOneOfMany) clusters = TwoDigits(clusters);
        return input.Corpus.Share(static corpus => new CorpusClusters(corpus)).Of(clusters) is { } found
            ? Mauve.Average(found, number, (clusters, histogram) => Count(data, clusters, histogram), (clusters, histogram) => Count(reference, clusters, histogram))
            : null;
    }

    /// <summary>Draws whose sizes differ by chance share their clusters.</summary>
    private static int TwoDigits(int number) => number < 100 ? number : (int)Math.Round(number / 10.0, MidpointRounding.ToEven) * 10;

    private static void Count(Draw draw, ReadOnlySpan<int> clusters, long[] histogram)
    {
        for (var i = 0; i < draw.Count; i++) histogram[clusters[draw.Documents[i]]] += draw.Times[i];
    }
}

/// <summary>The clusterings of a corpus, by their number of clusters, each made once.</summary>
internal sealed class CorpusClusters(Corpus corpus)
{
    private readonly Dictionary<int, Clusterings?> _known = [];
    private readonly Lock _gate = new();

    public Clusterings? Of(int clusters)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(clusters, out var known)) return known;
            var rows = CorpusVectors.Of(corpus).Rows;
            var once = new int[rows.Count];
            Array.Fill(once, 1);
            return _known[clusters] = Clusterings.Of(rows, once, clusters, corpus.Seed, threads: CorpusVectors.Threads);
        }
    }
}
