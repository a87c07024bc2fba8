using System.Runtime.CompilerServices;

namespace DataGate.Metrics.Embeddings;

/// <summary>Rows as coordinates along the directions in which they vary most (principal components: Hotelling 1933).</summary>
public sealed class PrincipalComponents
{
    private readonly Vectors _directions;
    private readonly double[] _centre;

    private PrincipalComponents(Vectors directions, double[] variances, double[] mean)
    {
        (_directions, Variances) = (directions, variances);
        _centre = new double[directions.Count];
        for (var k = 0; k < _centre.Length; k++)
            for (var i = 0; i < mean.Length; i++) _centre[k] += mean[i] * directions[k][i];
    }

    /// <summary>The variance along each direction kept, the largest first.</summary>
    public double[] Variances { get; }

    /// <summary>The fewest directions that hold a share of the variance.</summary>
    /// <param name="moments">Of the rows, at least two.</param>
    /// <param name="share">Of the variance, above 0 and at most 1.</param>
    /// <param name="most">Directions at most.</param>
    /// <returns>Null where the rows don't vary.</returns>
    public static PrincipalComponents? Of(Moments moments, double share, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(moments);
        if (moments.Count < 2) return null;
        return Of(moments.Mean(), moments.Covariance(), share, most, threads: 1);
    }

    /// <summary>The same of rows whose order is given by what they hold, faster.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="times">How many records each stands for, 1 or more.</param>
    /// <param name="share">Of the variance, above 0 and at most 1.</param>
    /// <param name="most">Directions at most.</param>
    /// <param name="threads">Changes no number.</param>
    internal static PrincipalComponents? Of(Vectors rows, int[] times, double share, int most = int.MaxValue, int threads = 1)
    {
        if (rows.Count == 0 || (rows.Count == 1 && times[0] < 2)) return null;
        var (mean, covariance) = Scatter.Of(rows, times, threads);
        return Of(mean, covariance, share, most, threads);
    }

    private static PrincipalComponents? Of(double[] mean, SymmetricMatrix covariance, double share, int most, int threads)
    {
        var (values, vectors) = SymmetricEigen.Decompose(covariance, values => Kept(values, share, most), threads);
        if (vectors.Length == 0) return null;
        var directions = new float[vectors.Length * mean.Length];
        for (var k = 0; k < vectors.Length; k++)
            for (var i = 0; i < mean.Length; i++) directions[(k * mean.Length) + i] = (float)vectors[k][i];
        return new PrincipalComponents(new Vectors(mean.Length, directions), values[..vectors.Length], mean);
    }

    /// <summary>How many of the largest variances hold a share of all; 0 where there is none.</summary>
    private static int Kept(double[] variances, double share, int most)
    {
        var total = variances.Sum(value => Math.Max(0, value));
        // What rounding makes of equal rows is no variance: sums are kept to 2⁻⁴⁰.
        if (!(total > 1e-9)) return 0;
        var kept = 0;
        for (double sum = 0; kept < variances.Length && kept < most && sum < share * total; kept++) sum += Math.Max(0, variances[kept]);
        return kept;
    }

    /// <summary>Rows along given directions, from the origin.</summary>
    internal static Vectors Turn(Vectors rows, SymmetricMatrix directions, int threads)
    {
        var entries = new float[directions.Size * directions.Size];
        for (var k = 0; k < directions.Size; k++)
            for (var i = 0; i < directions.Size; i++) entries[(k * directions.Size) + i] = (float)directions[k, i];
        return new PrincipalComponents(new Vectors(directions.Size, entries), [], new double[directions.Size]).Project(rows, threads);
    }

    /// <summary>The coordinates of rows, from the mean of those that the directions were found on.</summary>
    public Vectors Project(Vectors rows, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var panels = new Panels(_directions);
        var projected = GC.AllocateUninitializedArray<float>(rows.Count * _directions.Count);
        Blocks.Run(rows.Count, threads, (from, to) => Project(rows, from, to, panels, projected));
        return new Vectors(_directions.Count, projected);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(Vectors rows, int from, int to, Panels panels, float[] projected)
    {
        var (kept, width) = (_directions.Count, panels.Count * Panels.Width);
        var dots = new float[Panels.Height * width];
        foreach (var group in Blocks.Groups(from, to))
        {
            panels.Dots(rows, group.Rows, 0, panels.Count, dots);
            for (var i = 0; i < group.Rows.Length; i++)
                for (var k = 0; k < kept; k++) projected[((group.First + i) * kept) + k] = (float)(dots[(i * width) + k] - _centre[k]);
        }
    }
}
