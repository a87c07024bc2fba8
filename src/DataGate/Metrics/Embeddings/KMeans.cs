using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Lloyd's k-means (1982) from randomly chosen rows: each row goes to its nearest centre, each centre to the mean of its rows, until nothing changes.
/// Exact: what the triangle inequality rules out is not looked at (Elkan 2003), and what single precision leaves open is compared in double precision.
/// </summary>
/// <remarks>
/// Of each row and centre a bound is kept: the distance last seen, with the way that the centre had made by then on top. Less the way that it has made now, it
/// is no more than the distance.
/// </remarks>
public sealed class KMeans
{
    /// <summary>Rounds at most.</summary>
    public const int MaxRounds = 500;

    /// <summary>Bounds that are kept, 64 MiB: of more rows and centres there are none, and every pair is looked at.</summary>
    private const int MaxBounds = 1 << 25;

    /// <summary>Steps that the longest distance has in bounds.</summary>
    private const int Steps = short.MaxValue;

    private readonly Vectors _rows;
    private readonly int[] _times;
    private readonly int _threads;
    private readonly int[] _clusters;
    private readonly float[] _lengths;

    /// <summary>Of each row its squared distance from its centre.</summary>
    private readonly float[] _squares;

    private readonly int _count;
    private readonly float[] _centres;
    private readonly float[] _centreLengths;
    private readonly double[] _ways;

    /// <summary>The ways in steps, rounded up.</summary>
    private readonly ushort[] _stepsGone;

    /// <summary>Nothing, and all bits of centres that have not just moved: where a row's own has not, none of these has come nearer.</summary>
    private readonly ushort[] _none, _stayed;

    /// <summary>In steps, rounded down; of each row <see cref="Padded"/>.</summary>
    private readonly ushort[]? _bounds;

    private readonly bool[] _moved;
    private readonly bool[] _changed;

    /// <summary>How far rounding moves a squared distance.</summary>
    private readonly float _slack;

    private readonly float _stepsPerUnit;

    private KMeans(Vectors rows, int[] times, int[] first, int threads, int room)
    {
        (_rows, _times, _threads, _count) = (rows, times, threads, first.Length);
        (_clusters, _lengths, _squares) = (new int[rows.Count], new float[rows.Count], new float[rows.Count]);
        double longest = 0;
        for (var row = 0; row < rows.Count; row++)
        {
            var length = Lines.SquaredLength(rows[row]);
            _lengths[row] = (float)length;
            longest = Math.Max(longest, length);
        }
        // No mean is longer than the longest row.
        var scale = 2 * Math.Sqrt(longest);
        _slack = (float)((rows.Dimensions + 8) * scale * scale / (1 << 24));
        _stepsPerUnit = scale > 0 ? (float)(Steps / scale) : 0;
        _centres = rows.Take(first).Components.ToArray();
        (_ways, _moved, _changed) = (new double[_count], new bool[_count], new bool[_count]);
        (_stepsGone, _none, _stayed, _centreLengths) = (new ushort[Padded], new ushort[Padded], new ushort[Padded], new float[Padded]);
        // What fills the last panel is near nothing.
        _centreLengths.AsSpan(_count).Fill(float.PositiveInfinity);
        for (var centre = 0; centre < _count; centre++) _centreLengths[centre] = (float)Lines.SquaredLength(Centre(centre));
        if ((long)rows.Count * Padded <= room) _bounds = GC.AllocateUninitializedArray<ushort>(rows.Count * Padded);
    }

    private int Padded => (_count + Panels.Width - 1) / Panels.Width * Panels.Width;

    /// <summary>The cluster of each row, 0 … k − 1; a cluster may be empty.</summary>
    /// <param name="rows">In an order without meaning: the seed chooses by it.</param>
    /// <param name="times">How many records each row stands for.</param>
    /// <param name="clusters">k, 1 or more; of fewer different rows, their number.</param>
    /// <param name="seed">Of the choice of the first centres.</param>
    /// <param name="threads">Changes no number.</param>
    public static int[] Of(Vectors rows, int[] times, int clusters, ulong seed, int threads = 1) => Of(rows, times, clusters, seed, threads, MaxBounds);

    /// <param name="rows">In an order without meaning: the seed chooses by it.</param>
    /// <param name="times">How many records each row stands for.</param>
    /// <param name="clusters">k, 1 or more; of fewer different rows, their number.</param>
    /// <param name="seed">Of the choice of the first centres.</param>
    /// <param name="threads">Changes no number.</param>
    /// <param name="room">Bounds at most; changes no number.</param>
    internal static int[] Of(Vectors rows, int[] times, int clusters, ulong seed, int threads, int room)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        if (rows.Count == 0) return [];
        var run = new KMeans(rows, times, First(rows, clusters, seed), threads, room);
        run.SearchAll(isFirst: true);
        for (var round = 1; round < MaxRounds && run.Move(); round++)
        {
            if (run._bounds is null || run.HaveGoneFar()) run.SearchAll(isFirst: false);
            else Blocks.Run(rows.Count, threads, run.Search);
        }
        return run._clusters;
    }

    /// <summary>Different rows, drawn without replacement.</summary>
    private static int[] First(Vectors rows, int clusters, ulong seed)
    {
        var classes = rows.Classes(out var different);
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Shuffle.Of(seed, (ulong)clusters).Front(order, order.Length);
        var isTaken = new bool[different];
        var first = new int[Math.Min(clusters, different)];
        for (int i = 0, taken = 0; taken < first.Length; i++)
        {
            if (isTaken[classes[order[i]]]) continue;
            isTaken[classes[order[i]]] = true;
            first[taken++] = order[i];
        }
        return first;
    }

    private ReadOnlySpan<float> Centre(int centre) => _centres.AsSpan(centre * _rows.Dimensions, _rows.Dimensions);

    /// <summary>Whether ways have become so long that bounds have no room for them; they then begin anew.</summary>
    private bool HaveGoneFar()
    {
        if (_stepsGone.Max() <= Steps) return false;
        Array.Clear(_ways);
        Array.Clear(_stepsGone);
        return true;
    }

    /// <summary>Looks at every pair.</summary>
    private void SearchAll(bool isFirst)
    {
        var panels = new Panels(new Vectors(_rows.Dimensions, _centres));
        Blocks.Run(_rows.Count, _threads, (from, to) => SearchAll(panels, from, to, isFirst));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SearchAll(Panels panels, int from, int to, bool isFirst)
    {
        var width = Padded;
        var squares = new float[Panels.Height * width];
        Span<int> group = stackalloc int[Panels.Height];
        for (; from < to; from += group.Length)
        {
            group = group[..Math.Min(Panels.Height, to - from)];
            for (var i = 0; i < group.Length; i++) group[i] = from + i;
            panels.Dots(_rows, group, 0, panels.Count, squares);
            foreach (var row in group)
            {
                var own = squares.AsSpan((row - from) * width, width);
                var least = Squares(row, own);
                Choose(row, own, least, isFirst);
            }
        }
    }

    /// <summary>Makes squared distances of dot products, and bounds of them; the least of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Squares(int row, Span<float> dots)
    {
        ref var products = ref MemoryMarshal.GetReference(dots);
        ref var lengths = ref _centreLengths[0];
        var (own, two, least) = (Vector256.Create(_lengths[row]), Vector256.Create(-2f), Vector256.Create(float.PositiveInfinity));
        for (nuint i = 0; i < (nuint)dots.Length; i += 8)
        {
            var square = Vector256.MultiplyAddEstimate(two, Vector256.LoadUnsafe(ref products, i), own + Vector256.LoadUnsafe(ref lengths, i));
            least = Vector256.Min(least, square);
            square.StoreUnsafe(ref products, i);
        }
        if (_bounds is not null) Bound(dots, ref _bounds[row * dots.Length]);
        var smallest = float.PositiveInfinity;
        for (var lane = 0; lane < 8; lane++) smallest = Math.Min(smallest, least[lane]);
        return smallest;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bound(ReadOnlySpan<float> squares, ref ushort bounds)
    {
        ref var start = ref MemoryMarshal.GetReference(squares);
        ref var gone = ref _stepsGone[0];
        var (slack, steps, most) = (Vector256.Create(_slack), Vector256.Create(_stepsPerUnit), Vector256.Create((float)Steps));
        for (nuint i = 0; i < (nuint)squares.Length; i += 16)
        {
            var low = Vector256.Min(most, Vector256.Sqrt(Vector256.Max(Vector256.LoadUnsafe(ref start, i) - slack, Vector256<float>.Zero)) * steps);
            var high = Vector256.Min(most, Vector256.Sqrt(Vector256.Max(Vector256.LoadUnsafe(ref start, i + 8) - slack, Vector256<float>.Zero)) * steps);
            var both = Vector256.Narrow(Vector256.ConvertToInt32(low).AsUInt32(), Vector256.ConvertToInt32(high).AsUInt32());
            (both + Vector256.LoadUnsafe(ref gone, i)).StoreUnsafe(ref bounds, i);
        }
    }

    /// <summary>The same of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ushort Bound(float square, int centre) => (ushort)(Math.Min(Steps, (int)(MathF.Sqrt(Math.Max(square - _slack, 0)) * _stepsPerUnit)) + _stepsGone[centre]);

    /// <summary>The nearest centre by squared distances from all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Choose(int row, ReadOnlySpan<float> squares, float least, bool isFirst)
    {
        ref var start = ref MemoryMarshal.GetReference(squares);
        var limit = Vector256.Create(least + (2 * _slack));
        var choice = new Choice(this, row);
        for (nuint i = 0; i < (nuint)squares.Length; i += 8)
        {
            var near = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref start, i), limit);
            for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) choice.Add((int)i + BitOperations.TrailingZeroCount(bits));
        }
        Assign(row, choice.Best, squares[choice.Best], isFirst);
    }

    /// <summary>Looks at the centres that bounds don't rule out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int from, int to)
    {
        var (centres, squares) = (new int[_count], new float[_count]);
        for (var row = from; row < to; row++)
        {
            var own = _clusters[row];
            if (_moved[own]) _squares[row] = Square(row, own);
            var least = _squares[row];
            var reach = Vector256.Create(Reach(least));
            ref var bounds = ref _bounds![row * Padded];
            ref var gone = ref _stepsGone[0];
            ref var hidden = ref _moved[own] ? ref _none[0] : ref _stayed[0];
            var found = 0;
            for (var i = 0; i < Padded; i += 16)
            {
                var nearest = Vector256.SubtractSaturate(Vector256.LoadUnsafe(ref bounds, (nuint)i), Vector256.LoadUnsafe(ref gone, (nuint)i));
                var open = Vector256.LessThanOrEqual(nearest | Vector256.LoadUnsafe(ref hidden, (nuint)i), reach);
                if (open == Vector256<ushort>.Zero) continue;
                for (var bits = open.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    var centre = i + BitOperations.TrailingZeroCount(bits);
                    if (centre == own || centre >= _count) continue;
                    var square = Square(row, centre);
                    Unsafe.Add(ref bounds, centre) = Bound(square, centre);
                    if (square > least + (2 * _slack)) continue;
                    (centres[found], squares[found++]) = (centre, square);
                    if (square >= least) continue;
                    least = square;
                    reach = Vector256.Create(Reach(least));
                }
            }
            if (found > 0) Choose(row, centres.AsSpan(0, found), squares, least);
        }
    }

    private void Choose(int row, ReadOnlySpan<int> centres, float[] squares, float least)
    {
        var choice = new Choice(this, row);
        var own = _clusters[row];
        if (_squares[row] <= least + (2 * _slack)) choice.Add(own);
        for (var i = 0; i < centres.Length; i++)
            if (squares[i] <= least + (2 * _slack)) choice.Add(centres[i]);
        if (choice.Best != own) Assign(row, choice.Best, squares[centres.IndexOf(choice.Best)], isFirst: false);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Square(int row, int centre) => _lengths[row] + _centreLengths[centre] - (2 * Lines.Dot(_rows[row], Centre(centre)));

    /// <summary>In steps no less than the distance of which a square was seen: rounded up, and one more, as ways are rounded too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ushort Reach(float square) => (ushort)((int)(MathF.Sqrt(Math.Max(square, 0) + _slack) * _stepsPerUnit) + 2);

    private void Assign(int row, int centre, float square, bool isFirst)
    {
        _squares[row] = square;
        if (!isFirst && _clusters[row] == centre) return;
        if (!isFirst) _changed[_clusters[row]] = true;
        _changed[centre] = true;
        _clusters[row] = centre;
    }

    /// <summary>Brings each centre to the mean of its records; false when none has moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Move()
    {
        var dimensions = _rows.Dimensions;
        var sums = new double[_count * dimensions];
        var records = new long[_count];
        for (var row = 0; row < _rows.Count; row++)
        {
            // The mean of the same rows is the same.
            if (!_changed[_clusters[row]]) continue;
            var sum = sums.AsSpan(_clusters[row] * dimensions, dimensions);
            var components = _rows[row];
            var times = _times[row];
            records[_clusters[row]] += times;
            if (times == 1) Lines.Add(sum, components);
            else
                for (var i = 0; i < components.Length; i++) sum[i] += (double)times * components[i];
        }
        Array.Clear(_moved);
        Array.Fill(_stayed, ushort.MaxValue);
        for (var centre = 0; centre < _count; centre++)
        {
            // A centre that lost all of its rows stays where it is.
            if (records[centre] != 0) Move(centre, sums.AsSpan(centre * dimensions, dimensions), records[centre]);
        }
        Array.Clear(_changed);
        return _moved.Contains(true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Move(int centre, ReadOnlySpan<double> sums, long records)
    {
        var own = _centres.AsSpan(centre * sums.Length, sums.Length);
        double way = 0;
        for (var i = 0; i < own.Length; i++)
        {
            var mean = (float)(sums[i] / records);
            way += ((double)mean - own[i]) * ((double)mean - own[i]);
            own[i] = mean;
        }
        if (way == 0) return;
        _moved[centre] = true;
        _ways[centre] += Math.Sqrt(way);
        _stepsGone[centre] = (ushort)Math.Min(2 * Steps, Math.Ceiling(_ways[centre] * _stepsPerUnit));
        _stayed[centre] = 0;
        _centreLengths[centre] = (float)Lines.SquaredLength(own);
    }

    /// <summary>The nearest of the centres that single precision leaves open; of equally near ones, the one whose number is the smallest.</summary>
    private ref struct Choice(KMeans run, int row)
    {
        private double _square = double.NaN;

        public int Best { get; private set; } = -1;

        public void Add(int centre)
        {
            if (Best < 0)
            {
                Best = centre;
                return;
            }
            // One alone needs no comparison.
            if (double.IsNaN(_square)) _square = Lines.SquaredDistance(run._rows[row], run.Centre(Best));
            var square = Lines.SquaredDistance(run._rows[row], run.Centre(centre));
            if (square < _square || (square == _square && centre < Best)) (Best, _square) = (centre, square);
        }
    }
}
