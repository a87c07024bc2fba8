namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The Vendi score (Friedman and Dieng 2023; order q: Pasarkar and Dieng 2024): the exponential of the Rényi entropy of order q of the eigenvalues
/// of the records' cosine kernel divided by their number. These are the eigenvalues of the second moment XᵀX/n: exact in O(n d² + d³), one pass.
/// 1 (all alike) … the number of records or of dimensions.
/// </summary>
public static class VendiScore
{
    /// <param name="moments">Of embeddings of length 1.</param>
    /// <param name="order">q: 1 (Shannon), 2, or <see cref="double.PositiveInfinity"/> (the largest eigenvalue alone).</param>
    /// <returns>Null for no record.</returns>
    public static double? Of(Moments moments, double order = 1)
    {
        ArgumentNullException.ThrowIfNull(moments);
        if (moments.Count == 0) return null;
        var second = moments.Second();
        var trace = second.Trace();
        if (trace <= 0) return null;
        return order == 2 ? trace * trace / second.SquaredNorm() : Of(SymmetricEigen.Values(second), order);
    }

    /// <summary>The score of a spectrum; its values are divided by their sum first.</summary>
    public static double Of(ReadOnlySpan<double> eigenvalues, double order)
    {
        double total = 0, largest = 0, sum = 0;
        // What rounding leaves below 0 is 0.
        foreach (var value in eigenvalues) total += Math.Max(0, value);
        foreach (var value in eigenvalues)
        {
            var share = Math.Max(0, value) / total;
            largest = Math.Max(largest, share);
            if (share > 0) sum += order == 1 ? -share * Math.Log(share) : Math.Pow(share, order);
        }
        return order == 1 ? Math.Exp(sum) : double.IsPositiveInfinity(order) ? 1 / largest : Math.Pow(sum, 1 / (1 - order));
    }
}
