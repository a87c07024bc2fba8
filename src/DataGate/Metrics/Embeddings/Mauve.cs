namespace DataGate.Metrics.Embeddings;

/// <summary>A number of several clusterings.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Spread">The standard deviation of one clustering's.</param>
public sealed record Averaged(double Value, double Spread);

/// <summary>MAUVE and its kin from embeddings to number.</summary>
public static class Mauve
{
    /// <summary>A number of the histograms of two sides, over several clusterings of both together.</summary>
    /// <param name="data">Rows of the data.</param>
    /// <param name="reference">Rows of the reference.</param>
    /// <param name="number">Of the histograms of data and reference: <see cref="Frontier"/> has them.</param>
    /// <param name="seed">Of the clusterings.</param>
    /// <param name="seeds">Clusterings.</param>
    /// <param name="threads">Changes no number.</param>
    /// <returns>Null where a side is empty, or all rows are equal.</returns>
    public static Averaged? Of(
        Vectors data, Vectors reference, Func<long[], long[], double> number, ulong seed, int seeds = Clusterings.Seeds, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(number);
        if (data.Count == 0 || reference.Count == 0) return null;
        var pool = data.With(reference);
        var times = new int[pool.Count];
        Array.Fill(times, 1);
        var clusters = Clusterings.ClustersFor(Math.Min(data.Count, reference.Count));
        return Clusterings.Of(pool, times, clusters, seed, seeds, threads) is { } found
            ? Average(found, number, (of, histogram) => Count(of[..data.Count], histogram), (of, histogram) => Count(of[data.Count..], histogram))
            : null;
    }

    /// <summary>A number of the histograms that two ways of counting make of each clustering.</summary>
    internal static Averaged Average(
        Clusterings clusterings, Func<long[], long[], double> number, Action<ReadOnlySpan<int>, long[]> countData, Action<ReadOnlySpan<int>, long[]> countReference)
    {
        var values = new double[clusterings.Number];
        for (var i = 0; i < values.Length; i++)
        {
            var (data, reference) = (new long[clusterings.Count], new long[clusterings.Count]);
            countData(clusterings.Of(i), data);
            countReference(clusterings.Of(i), reference);
            values[i] = number(data, reference);
        }
        var mean = values.Average();
        return new Averaged(mean, values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)));
    }

    private static void Count(ReadOnlySpan<int> clusters, long[] histogram)
    {
        foreach (var cluster in clusters) histogram[cluster]++;
    }
}
