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
        var (values, vectors) = SymmetricEigen.Decompose(moments.Covariance());
        var total = values.Sum(value => Math.Max(0, value));
        // What rounding makes of equal rows is no variance: sums are kept to 2⁻⁴⁰.
        if (!(total > 1e-9)) return null;
        var kept = 0;
        for (double sum = 0; kept < values.Length && kept < most && sum < share * total; kept++) sum += Math.Max(0, values[kept]);
        var directions = new float[kept * values.Length];
        for (var k = 0; k < kept; k++)
            for (var i = 0; i < values.Length; i++) directions[(k * values.Length) + i] = (float)vectors[k, i];
        return new PrincipalComponents(new Vectors(values.Length, directions), values[..kept], moments.Mean());
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
        var (kept, width) = (_directions.Count, panels.Count * Panels.Width);
        var projected = new float[rows.Count * kept];
        Blocks.Run(rows.Count, threads, (from, to) =>
        {
            var dots = new float[Panels.Height * width];
            foreach (var group in Blocks.Groups(from, to))
            {
                panels.Dots(rows, group.Rows, 0, panels.Count, dots);
                for (var i = 0; i < group.Rows.Length; i++)
                    for (var k = 0; k < kept; k++) projected[((group.First + i) * kept) + k] = (float)(dots[(i * width) + k] - _centre[k]);
            }
        });
        return new Vectors(kept, projected);
    }
}
