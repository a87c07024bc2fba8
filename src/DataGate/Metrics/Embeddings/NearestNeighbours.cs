using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>How far each row of a set is from its k-th nearest other row, in double precision. Each pair is looked at once, for both of its rows.</summary>
internal sealed class NearestNeighbours
{
    private readonly Vectors _rows;
    private readonly int _k;
    private readonly float _slack;

    /// <summary>Of each row the k smallest squared distances met so far, the smallest first.</summary>
    private readonly double[] _squares;

    /// <summary>Of each row what a shadow must be nearer than to be compared; it only falls, and one that is read late is only too large.</summary>
    private readonly float[] _limits;

    /// <summary>Each guards the rows with its remainder.</summary>
    private readonly Lock[] _gates = [.. Enumerable.Range(0, 256).Select(_ => new Lock())];

    private NearestNeighbours(Vectors rows, int k, float slack)
    {
        (_rows, _k, _slack) = (rows, k, slack);
        _squares = new double[rows.Count * k];
        Array.Fill(_squares, double.PositiveInfinity);
        // Beyond the set's end nothing is near.
        _limits = new float[(rows.Count + Panels.Width - 1) / Panels.Width * Panels.Width];
        Array.Fill(_limits, float.NegativeInfinity);
        _limits.AsSpan(0, rows.Count).Fill(float.PositiveInfinity);
    }

    /// <summary>The squared distance of each row from its k-th nearest other.</summary>
    /// <param name="rows">More than <paramref name="k"/>.</param>
    /// <param name="shadows">Their <see cref="Shadows"/>.</param>
    /// <param name="k">1 or more.</param>
    /// <param name="threads">Changes no number.</param>
    public static double[] SquaredRadii(Vectors rows, Vectors shadows, int k, int threads)
    {
        var distances = new Distances(shadows);
        var nearest = new NearestNeighbours(rows, k, distances.Slack(shadows, rows.Dimensions));
        // Those at hand first: with them the limits are small.
        Blocks.Run(rows.Count, threads, (from, to) => distances.Visit(shadows, from, to, nearest.Offer, from, to));
        Blocks.Run(rows.Count, threads, (from, to) => distances.Visit(shadows, from, to, nearest.Offer, to, rows.Count));
        var radii = new double[rows.Count];
        for (var row = 0; row < radii.Length; row++) radii[row] = nearest._squares[(row * k) + k - 1];
        return radii;
    }

    /// <summary>Compares a row with those of a stretch that stand behind it and may be among the nearest of either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Offer(int row, int first, ReadOnlySpan<float> shadows)
    {
        ref var start = ref MemoryMarshal.GetReference(shadows);
        ref var limits = ref _limits[first];
        for (var i = Math.Max(0, row + 1 - first) / 8 * 8; i < shadows.Length; i += 8)
        {
            var eight = Vector256.LoadUnsafe(ref start, (nuint)i);
            var near = Vector256.LessThan(eight, Vector256.Max(Vector256.Create(_limits[row]), Vector256.LoadUnsafe(ref limits, (nuint)i)));
            for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Compare(row, first + i + BitOperations.TrailingZeroCount(bits));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Compare(int row, int other)
    {
        if (other <= row || other >= _rows.Count) return;
        if (Lines.RoughSquaredDistance(_rows[row], _rows[other]) >= Math.Max(_limits[row], _limits[other])) return;
        var square = Lines.SquaredDistance(_rows[row], _rows[other]);
        Insert(row, square);
        Insert(other, square);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(int row, double square)
    {
        // The limit has the slack on top: what isn't below it is no neighbour.
        if (square >= _limits[row]) return;
        lock (_gates[row % _gates.Length])
        {
            var own = _squares.AsSpan(row * _k, _k);
            if (square >= own[^1]) return;
            var at = own.Length - 1;
            for (; at > 0 && own[at - 1] > square; at--) own[at] = own[at - 1];
            own[at] = square;
            // A neighbourhood without extent stays one: nothing is nearer than at the same place.
            _limits[row] = own[^1] > 0 ? (float)own[^1] + _slack : float.NegativeInfinity;
        }
    }
}
