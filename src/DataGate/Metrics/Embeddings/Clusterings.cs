using DataGate.Text;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The histograms that MAUVE compares (Pillutla et al. 2021): rows brought to length 1, projected onto the directions that hold 90% of their variance, and
/// clustered; several times, as what the clusters happen to be moves the numbers.
/// </summary>
/// <remarks>Rows are taken in an order that depends on what they hold alone, so that neither their order nor which side is named first has a part in it.</remarks>
public sealed class Clusterings
{
    /// <summary>Seeds that a number is averaged over.</summary>
    public const int Seeds = 8;

    /// <summary>Fewest records of a side that MAUVE says anything about: below, it calls data of 250 templates much like its reference.</summary>
    public const int MinRecords = 1000;

    private const double Variance = 0.9;
    private const int MaxClusters = 500;

    private readonly int[][] _clusters;

    private Clusterings(int[][] clusters, int count) => (_clusters, Count) = (clusters, count);

    /// <summary>Clusters of each.</summary>
    public int Count { get; }

    /// <summary>How many clusterings.</summary>
    public int Number => _clusters.Length;

    /// <summary>k for so many records of the smaller side: a tenth of them, 2…500.</summary>
    public static int ClustersFor(long records) => (int)Math.Clamp(Math.Round(records / 10.0, MidpointRounding.ToEven), 2, MaxClusters);

    /// <param name="rows">Of both sides.</param>
    /// <param name="times">How many records each stands for.</param>
    /// <param name="clusters">k.</param>
    /// <param name="seed">Of all clusterings.</param>
    /// <param name="number">Clusterings.</param>
    /// <param name="threads">Changes no number.</param>
    /// <returns>Null where the rows don't vary.</returns>
    public static Clusterings? Of(Vectors rows, int[] times, int clusters, ulong seed, int number = Seeds, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(times);
        var order = rows.ByContent(threads);
        var normalised = rows.Normalised(order, threads);
        int[] ordered = [.. order.Select(row => times[row])];
        if (PrincipalComponents.Of(normalised, ordered, Variance, threads: threads) is not { } components) return null;
        var projected = components.Project(normalised, threads);
        var found = new int[number][];
        var together = Math.Clamp(threads, 1, Math.Max(1, number));
        Parallel.For(0, number, new ParallelOptions { MaxDegreeOfParallelism = together }, run =>
        {
            var of = KMeans.Of(projected, ordered, clusters, Hash64.Pair(seed, (ulong)run), threads / together);
            found[run] = new int[of.Length];
            for (var i = 0; i < of.Length; i++) found[run][order[i]] = of[i];
        });
        return new Clusterings(found, clusters);
    }

    /// <summary>The cluster of each row in one of the clusterings.</summary>
    public ReadOnlySpan<int> Of(int clustering) => _clusters[clustering];
}
