using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>How far each row of a set is from its k-th nearest other row, in double precision.</summary>
internal static class NearestNeighbours
{
    /// <summary>The squared distance of each row from its k-th nearest other.</summary>
    /// <param name="rows">More than <paramref name="k"/>.</param>
    /// <param name="shadows">Their <see cref="Shadows"/>.</param>
    /// <param name="k">1 or more.</param>
    /// <param name="threads">Changes no number.</param>
    public static double[] SquaredRadii(Vectors rows, Vectors shadows, int k, int threads)
    {
        var distances = new Distances(shadows);
        var slack = distances.Slack(shadows, rows.Dimensions);
        var radii = new double[rows.Count];
        Blocks.Run(rows.Count, threads, (from, to) =>
        {
            var nearest = new Nearest[to - from];
            for (var i = 0; i < nearest.Length; i++) nearest[i] = new Nearest(rows, from + i, k, slack);
            distances.Visit(shadows, from, to, (row, first, squares) => nearest[row - from].Offer(first, squares));
            for (var row = from; row < to; row++) radii[row] = nearest[row - from].Radius;
        });
        return radii;
    }

    /// <summary>The nearest rows met so far.</summary>
    private sealed class Nearest
    {
        private readonly Vectors _rows;
        private readonly int _row;
        private readonly float _slack;
        private readonly double[] _squares;

        public Nearest(Vectors rows, int row, int k, float slack)
        {
            (_rows, _row, _slack, _squares) = (rows, row, slack, new double[k]);
            Array.Fill(_squares, double.PositiveInfinity);
        }

        public double Radius => _squares[^1];

        public void Offer(int first, ReadOnlySpan<float> shadows)
        {
            ref var start = ref MemoryMarshal.GetReference(shadows);
            for (var i = 0; i < shadows.Length && Radius > 0; i += 8)
            {
                var near = Vector256.LessThan(Vector256.LoadUnsafe(ref start, (nuint)i), Vector256.Create((float)Radius + _slack));
                for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Compare(first + i + BitOperations.TrailingZeroCount(bits));
            }
        }

        private void Compare(int other)
        {
            if (other == _row) return;
            var square = Lines.SquaredDistance(_rows[_row], _rows[other]);
            if (square >= Radius) return;
            var at = _squares.Length - 1;
            for (; at > 0 && _squares[at - 1] > square; at--) _squares[at] = _squares[at - 1];
            _squares[at] = square;
        }
    }
}
