using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Lloyd's k-means (1982) from randomly chosen rows: each row goes to its nearest centre, each centre to the mean of its rows, until nothing changes.
/// Exact: where only some centres have moved, only these are looked at for rows whose own has not.
/// </summary>
public sealed class KMeans
{
    /// <summary>Rounds at most.</summary>
    public const int MaxRounds = 500;

    private readonly Vectors _rows;
    private readonly int[] _times;
    private readonly int _threads;
    private readonly int[] _clusters;
    private readonly float[] _scores;
    private readonly float[] _centres;
    private bool[] _moved;

    private KMeans(Vectors rows, int[] times, int[] first, int threads)
    {
        (_rows, _times, _threads) = (rows, times, threads);
        _clusters = new int[rows.Count];
        _scores = new float[rows.Count];
        _centres = rows.Take(first).Components.ToArray();
        _moved = new bool[first.Length];
        Array.Fill(_moved, true);
    }

    private int Count => _moved.Length;

    /// <summary>The cluster of each row, 0 … k − 1; a cluster may be empty.</summary>
    /// <param name="rows">In an order without meaning: the seed chooses by it.</param>
    /// <param name="times">How many records each row stands for.</param>
    /// <param name="clusters">k, 1 or more; of fewer different rows, their number.</param>
    /// <param name="seed">Of the choice of the first centres.</param>
    /// <param name="threads">Changes no number.</param>
    public static int[] Of(Vectors rows, int[] times, int clusters, ulong seed, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(times);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        if (rows.Count == 0) return [];
        var run = new KMeans(rows, times, First(rows, clusters, seed), threads);
        for (var round = 0; round < MaxRounds; round++)
        {
            run.Assign(isFirst: round == 0);
            if (!run.Move()) break;
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
        var taken = new HashSet<int>();
        return [.. order.Where(row => taken.Count < Math.Min(clusters, different) && taken.Add(classes[row]))];
    }

    private void Assign(bool isFirst)
    {
        var all = Enumerable.Range(0, Count).ToArray();
        var some = all.Where(centre => _moved[centre]).ToArray();
        // Rows of a centre that moved look at all of them, the others at those that moved.
        var far = new List<int>();
        var near = new List<int>();
        for (var row = 0; row < _rows.Count; row++) (isFirst || _moved[_clusters[row]] ? far : near).Add(row);
        foreach (var row in far) _scores[row] = float.NegativeInfinity;
        Search([.. far], all);
        if (some.Length > 0) Search([.. near], some);
    }

    private void Search(int[] rows, int[] centres)
    {
        var dimensions = _rows.Dimensions;
        var chosen = new float[centres.Length * dimensions];
        for (var i = 0; i < centres.Length; i++) _centres.AsSpan(centres[i] * dimensions, dimensions).CopyTo(chosen.AsSpan(i * dimensions));
        var packed = new Vectors(dimensions, chosen);
        var panels = new Panels(packed);
        var width = panels.Count * Panels.Width;
        var halves = new float[width];
        Array.Fill(halves, float.PositiveInfinity);
        for (var i = 0; i < centres.Length; i++) halves[i] = (float)(Lines.SquaredLength(packed[i]) / 2);
        Blocks.Run(rows.Length, _threads, (from, to) =>
        {
            var dots = new float[Panels.Height * width];
            for (; from < to; from += Panels.Height)
            {
                var group = rows.AsSpan(from, Math.Min(Panels.Height, to - from));
                panels.Dots(_rows, group, 0, panels.Count, dots);
                for (var i = 0; i < group.Length; i++) Choose(group[i], dots.AsSpan(i * width, width), halves, centres);
            }
        });
    }

    /// <summary>The largest x·c − ‖c‖²/2 is the nearest centre; of equally near ones, one whose number is the smallest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Choose(int row, ReadOnlySpan<float> dots, ReadOnlySpan<float> halves, int[] centres)
    {
        ref var products = ref MemoryMarshal.GetReference(dots);
        ref var lengths = ref MemoryMarshal.GetReference(halves);
        var best = Vector256.Create(float.NegativeInfinity);
        Vector256<int> at = default;
        var index = Vector256<int>.Indices;
        for (nuint i = 0; i < (nuint)dots.Length; i += 8)
        {
            var score = Vector256.LoadUnsafe(ref products, i) - Vector256.LoadUnsafe(ref lengths, i);
            var better = Vector256.GreaterThan(score, best);
            best = Vector256.ConditionalSelect(better, score, best);
            at = Vector256.ConditionalSelect(better.AsInt32(), index, at);
            index += Vector256.Create(8);
        }
        for (var lane = 0; lane < 8; lane++)
        {
            var (score, centre) = (best[lane], float.IsNegativeInfinity(best[lane]) ? int.MaxValue : centres[at[lane]]);
            if (score > _scores[row] || (score == _scores[row] && centre < _clusters[row])) (_scores[row], _clusters[row]) = (score, centre);
        }
    }

    /// <summary>Brings each centre to the mean of its records; false when none has moved.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Move()
    {
        var dimensions = _rows.Dimensions;
        var sums = new double[Count * dimensions];
        var records = new long[Count];
        for (var row = 0; row < _rows.Count; row++)
        {
            var sum = sums.AsSpan(_clusters[row] * dimensions, dimensions);
            var components = _rows[row];
            var times = _times[row];
            records[_clusters[row]] += times;
            if (times == 1) Lines.Add(sum, components);
            else
                for (var i = 0; i < components.Length; i++) sum[i] += (double)times * components[i];
        }
        _moved = new bool[Count];
        for (var centre = 0; centre < Count; centre++)
        {
            // A centre that lost all of its rows stays where it is.
            if (records[centre] == 0) continue;
            for (var i = centre * dimensions; i < (centre + 1) * dimensions; i++)
            {
                var mean = (float)(sums[i] / records[centre]);
                _moved[centre] |= mean != _centres[i];
                _centres[i] = mean;
            }
        }
        return _moved.Contains(true);
    }
}
