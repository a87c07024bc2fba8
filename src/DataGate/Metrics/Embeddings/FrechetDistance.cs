namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The Fréchet distance of two normal distributions with the embeddings' means and covariances (Dowson and Landau 1982; over embeddings: Heusel et al. 2017):
/// ‖μ₁ − μ₂‖² + tr(C₁ + C₂ − 2 (C₁C₂)^½). 0 and above; it falls as records are added, so it only compares at equal size.
/// </summary>
public static class FrechetDistance
{
    /// <summary>Null where either side has fewer than two records.</summary>
    public static double? Of(Moments data, Moments reference)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(reference);
        if (data.Count < 2 || reference.Count < 2) return null;
        return Of(data.Mean(), data.Covariance(), reference.Mean(), reference.Covariance());
    }

    /// <summary>The same of means and covariances.</summary>
    public static double Of(ReadOnlySpan<double> mean, SymmetricMatrix covariance, ReadOnlySpan<double> otherMean, SymmetricMatrix otherCovariance)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(otherCovariance);
        double apart = 0;
        for (var i = 0; i < mean.Length; i++) apart += (mean[i] - otherMean[i]) * (mean[i] - otherMean[i]);
        // (C₁C₂)^½ has the trace of (C₁^½ C₂ C₁^½)^½, whose matrix is symmetric.
        double shared = 0;
        foreach (var value in SymmetricEigen.Values(Root(covariance).Around(otherCovariance))) shared += Math.Sqrt(Math.Max(0, value));
        var distance = apart + covariance.Trace() + otherCovariance.Trace() - (2 * shared);
        // Less than what the sums leave open of that many eigenvalues on both sides is nothing.
        return distance <= 2 * covariance.Size * covariance.Size * Moments.Resolution ? 0 : distance;
    }

    private static SymmetricMatrix Root(SymmetricMatrix covariance)
    {
        var (values, vectors) = SymmetricEigen.Decompose(covariance);
        var root = new SymmetricMatrix(covariance.Size);
        for (var k = 0; k < values.Length; k++)
        {
            // What the sums don't resolve is no variance: its root would be a million times as large.
            if (values[k] <= covariance.Size * Moments.Resolution) break;
            var weight = Math.Sqrt(values[k]);
            var vector = vectors.Row(k);
            for (var i = 0; i < vector.Length; i++) Lines.Add(root.Row(i), weight * vector[i], vector);
        }
        return root;
    }
}
