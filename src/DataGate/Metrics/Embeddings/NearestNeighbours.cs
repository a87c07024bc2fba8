using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>How far each row of a set is from its k-th nearest other row, in double precision.</summary>
internal static class NearestNeighbours
{
    /// <summary>Candidates of a row beyond k that single precision chooses.</summary>
    private const int Spare = 11;

    /// <summary>The squared distance of each row from its k-th nearest other.</summary>
    /// <param name="rows">More than <paramref name="k"/>.</param>
    /// <param name="k">1 or more.</param>
    /// <param name="threads">Changes no number.</param>
    public static double[] SquaredRadii(Vectors rows, int k, int threads)
    {
        var distances = new Distances(rows);
        var slack = distances.Slack(rows);
        var radii = new double[rows.Count];
        var kept = Math.Min(k + Spare, rows.Count - 1);
        Blocks.Run(rows.Count, threads, (from, to) =>
        {
            var best = new Best[to - from];
            for (var i = 0; i < best.Length; i++) best[i] = new Best(kept);
            distances.Visit(rows, from, to, (row, first, squares) => best[row - from].Offer(row, first, squares));
            var exact = new double[Math.Max(kept, rows.Count)];
            for (var row = from; row < to; row++) radii[row] = Radius(rows, row, k, best[row - from], slack, exact);
        });
        return radii;
    }

    private static double Radius(Vectors rows, int row, int k, Best best, float slack, double[] exact)
    {
        var candidates = exact.AsSpan(0, best.Rows.Length);
        for (var i = 0; i < candidates.Length; i++) candidates[i] = Lines.SquaredDistance(rows[row], rows[best.Rows[i]]);
        candidates.Sort();
        // What was not chosen is at least as far as the last one chosen seemed, less what rounding made of both.
        var radius = candidates[k - 1];
        if (candidates.Length == rows.Count - 1 || radius == 0 || radius <= best.Last - (2.0 * slack)) return radius;
        var all = exact.AsSpan(0, rows.Count - 1);
        for (int other = 0, i = 0; other < rows.Count; other++)
            if (other != row) all[i++] = Lines.SquaredDistance(rows[row], rows[other]);
        all.Sort();
        return all[k - 1];
    }

    /// <summary>The nearest rows met so far.</summary>
    private sealed class Best
    {
        private readonly float[] _squares;

        public Best(int count)
        {
            (_squares, Rows) = (new float[count], new int[count]);
            Array.Fill(_squares, float.PositiveInfinity);
        }

        public int[] Rows { get; }

        public float Last => _squares[^1];

        public void Offer(int row, int first, ReadOnlySpan<float> squares)
        {
            ref var start = ref MemoryMarshal.GetReference(squares);
            for (var i = 0; i < squares.Length; i += 8)
            {
                if (!Vector256.LessThanAny(Vector256.LoadUnsafe(ref start, (nuint)i), Vector256.Create(Last))) continue;
                for (var lane = i; lane < i + 8; lane++)
                    if (squares[lane] < Last && first + lane != row) Insert(squares[lane], first + lane);
            }
        }

        private void Insert(float square, int row)
        {
            var at = _squares.Length - 1;
            for (; at > 0 && _squares[at - 1] > square; at--) (_squares[at], Rows[at]) = (_squares[at - 1], Rows[at - 1]);
            (_squares[at], Rows[at]) = (square, row);
        }
    }
}
