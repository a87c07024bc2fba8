namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The Gaussian kernel exp(−‖x − y‖² / 2σ²) between all rows of a set, with σ² the median of their squared distances; and from it the maximum mean
/// discrepancy (Gretton et al. 2012) of any two parts. It takes 2 n² bytes.
/// </summary>
public sealed class KernelGram
{
    /// <summary>Rows at most: 128 MiB.</summary>
    public const int MaxRows = 8192;

    private const int Bins = 1 << 20;
    private readonly float[][] _kernel;

    private KernelGram(float[][] kernel, double median) => (_kernel, Median) = (kernel, median);

    /// <summary>σ²: the median of the squared distances of all pairs of rows.</summary>
    public double Median { get; }

    /// <param name="rows">2…<see cref="MaxRows"/>.</param>
    /// <param name="threads">Changes no number.</param>
    /// <returns>Null where half of the pairs or more are of equal rows: there is no width for a kernel.</returns>
    public static KernelGram? Of(Vectors rows, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count > MaxRows) throw new ArgumentException("there are too many rows", nameof(rows));
        if (rows.Count < 2) return null;
        var kernel = new float[rows.Count][];
        for (var row = 0; row < kernel.Length; row++) kernel[row] = new float[row];
        var distances = new Distances(rows);
        Blocks.Run(rows.Count, threads, (from, to) => distances.Visit(rows, from, to, (row, first, squares) =>
        {
            var before = Math.Min(squares.Length, row - first);
            if (before > 0) squares[..before].CopyTo(kernel[row].AsSpan(first));
        }));
        var median = Middle(kernel);
        if (!(median > 0)) return null;
        Blocks.Run(rows.Count, threads, (from, to) =>
        {
            for (var row = from; row < to; row++)
                foreach (ref var square in kernel[row].AsSpan()) square = (float)Math.Exp(-square / (2 * median));
        });
        return new KernelGram(kernel, median);
    }

    /// <summary>
    /// The unbiased MMD² of two sets of the rows: the mean kernel of pairs within each, less twice that of pairs across. It may be negative.
    /// </summary>
    /// <param name="data">How many records of the data each row stands for.</param>
    /// <param name="reference">The same of the reference.</param>
    /// <returns>Null where either side has fewer than two records.</returns>
    public double? Discrepancy(ReadOnlySpan<int> data, ReadOnlySpan<int> reference)
    {
        double inData = 0, inReference = 0, across = 0;
        long records = 0, referenceRecords = 0;
        for (var i = 0; i < _kernel.Length; i++)
        {
            var (own, other) = (data[i], reference[i]);
            records += own;
            referenceRecords += other;
            if (own == 0 && other == 0) continue;
            // Copies of a row are as near each other as can be.
            inData += own * (own - 1.0);
            inReference += other * (other - 1.0);
            across += (double)own * other;
            var (toData, toReference) = Sums(_kernel[i], data, reference);
            inData += 2 * own * toData;
            inReference += 2 * other * toReference;
            across += (own * toReference) + (other * toData);
        }
        if (records < 2 || referenceRecords < 2) return null;
        return (inData / ((double)records * (records - 1))) + (inReference / ((double)referenceRecords * (referenceRecords - 1)))
            - (2 * across / ((double)records * referenceRecords));
    }

    private static (double ToData, double ToReference) Sums(float[] kernel, ReadOnlySpan<int> data, ReadOnlySpan<int> reference)
    {
        double toData = 0, toReference = 0;
        for (var j = 0; j < kernel.Length; j++)
        {
            toData += (double)kernel[j] * data[j];
            toReference += (double)kernel[j] * reference[j];
        }
        return (toData, toReference);
    }

    /// <summary>The median of all: counted in fine classes first, of which only those around the middle are sorted.</summary>
    private static double Middle(float[][] squares)
    {
        var largest = squares.Max(row => row.Length == 0 ? 0 : row.Max());
        if (!(largest > 0)) return 0;
        var pairs = squares.Sum(row => (long)row.Length);
        var counts = new long[Bins];
        foreach (var row in squares)
            foreach (var square in row) counts[Bin(square, largest)]++;
        var (lower, upper) = ((pairs - 1) / 2, pairs / 2);
        long passed = 0;
        var first = 0;
        while (passed + counts[first] <= lower) passed += counts[first++];
        var last = first;
        for (var within = passed + counts[first]; within <= upper;) within += counts[++last];
        var around = new List<float>();
        foreach (var row in squares)
            foreach (var square in row)
                if (Bin(square, largest) is var bin && bin >= first && bin <= last) around.Add(Math.Max(0, square));
        around.Sort();
        return ((double)around[(int)(lower - passed)] + around[(int)(upper - passed)]) / 2;
    }

    private static int Bin(float square, float largest) => (int)Math.Min(Bins - 1, Math.Max(0, square / largest * (Bins - 1)));
}
