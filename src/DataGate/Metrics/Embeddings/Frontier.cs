namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The divergence frontier of two histograms (Djolonga et al. 2020) and two numbers of it: MAUVE, the area under it (Pillutla et al. 2021), and the frontier
/// integral (Liu et al. 2021). Both are the same with the sides exchanged.
/// </summary>
public static class Frontier
{
    /// <summary>What is added to every bin (Krichevsky and Trofimov 1981; MAUVE*: Pillutla et al. 2023).</summary>
    public const double KrichevskyTrofimov = 0.5;

    private const int Mixtures = 25;
    private const double Scaling = 5, End = 1e-6;

    /// <summary>
    /// The area under the curve of exp(−5 KL(q‖r)) and exp(−5 KL(p‖r)) for 25 mixtures r = λp + (1 − λ)q: nearly 0 (nothing shared) … 1 (equal).
    /// </summary>
    /// <param name="data">Records by bin.</param>
    /// <param name="reference">The same of the reference.</param>
    /// <param name="smoothing">Added to every bin.</param>
    public static double Mauve(ReadOnlySpan<long> data, ReadOnlySpan<long> reference, double smoothing = KrichevskyTrofimov)
    {
        var (p, q) = (Shares(data, smoothing), Shares(reference, smoothing));
        double area = 0, x = 1, y = 0;
        for (var i = 0; i < Mixtures; i++)
        {
            var weight = End + (i * (1 - (2 * End)) / (Mixtures - 1));
            var (fromData, fromReference) = Divergences(p, q, weight);
            var (nextX, nextY) = (Math.Exp(-Scaling * fromReference), Math.Exp(-Scaling * fromData));
            area += (x - nextX) * (y + nextY) / 2;
            (x, y) = (nextX, nextY);
        }
        return area + (x * (y + 1) / 2);
    }

    /// <summary>The integral of the frontier, 0 (equal) … 1 (nothing shared).</summary>
    /// <param name="data">Records by bin.</param>
    /// <param name="reference">The same of the reference.</param>
    /// <param name="smoothing">Added to every bin.</param>
    public static double Integral(ReadOnlySpan<long> data, ReadOnlySpan<long> reference, double smoothing = KrichevskyTrofimov)
    {
        var (p, q) = (Shares(data, smoothing), Shares(reference, smoothing));
        double sum = 0;
        for (var i = 0; i < p.Length; i++)
        {
            if (Math.Abs(p[i] - q[i]) <= 1e-8) continue;
            var shared = p[i] > 0 && q[i] > 0 ? p[i] * q[i] * Math.Log(p[i] / q[i]) / (p[i] - q[i]) : 0;
            sum += ((p[i] + q[i]) / 2) - shared;
        }
        return Math.Clamp(sum, 0, 1);
    }

    /// <summary>KL(reference ‖ data) of the histograms, in nats. 0 and above.</summary>
    /// <param name="data">Records by bin.</param>
    /// <param name="reference">The same of the reference.</param>
    /// <param name="smoothing">Added to every bin, above 0: a bin that the data lacks would make it infinite.</param>
    public static double Kl(ReadOnlySpan<long> data, ReadOnlySpan<long> reference, double smoothing = KrichevskyTrofimov)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(smoothing);
        var (p, q) = (Shares(data, smoothing), Shares(reference, smoothing));
        double sum = 0;
        for (var i = 0; i < p.Length; i++) sum += q[i] * Math.Log(q[i] / p[i]);
        return Math.Max(0, sum);
    }

    /// <summary>Jensen–Shannon divergence of the histograms, in nats: 0 … ln 2.</summary>
    /// <param name="data">Records by bin.</param>
    /// <param name="reference">The same of the reference.</param>
    /// <param name="smoothing">Added to every bin.</param>
    public static double Js(ReadOnlySpan<long> data, ReadOnlySpan<long> reference, double smoothing = KrichevskyTrofimov)
    {
        var (fromData, fromReference) = Divergences(Shares(data, smoothing), Shares(reference, smoothing), 0.5);
        return Math.Max(0, (fromData + fromReference) / 2);
    }

    private static double[] Shares(ReadOnlySpan<long> counts, double smoothing)
    {
        double total = smoothing * counts.Length;
        foreach (var count in counts) total += count;
        var shares = new double[counts.Length];
        for (var i = 0; i < shares.Length; i++) shares[i] = (counts[i] + smoothing) / total;
        return shares;
    }

    /// <summary>KL(p ‖ r) and KL(q ‖ r) for r = weight p + (1 − weight) q.</summary>
    private static (double FromData, double FromReference) Divergences(double[] p, double[] q, double weight)
    {
        double fromData = 0, fromReference = 0;
        for (var i = 0; i < p.Length; i++)
        {
            var middle = (weight * p[i]) + ((1 - weight) * q[i]);
            if (p[i] > 0) fromData += p[i] * Math.Log(p[i] / middle);
            if (q[i] > 0) fromReference += q[i] * Math.Log(q[i] / middle);
        }
        return (fromData, fromReference);
    }
}
