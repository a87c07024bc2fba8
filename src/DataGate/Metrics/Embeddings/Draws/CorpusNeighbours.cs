using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// The different embeddings of a corpus as points, and of each point the nearest others with their distances, in double precision: neighbourhoods within any part of the corpus are then found by
/// walking down a list.
/// </summary>
internal sealed class CorpusNeighbours
{
    /// <summary>Points of a list: where a part has so few points that the list lacks them, its distances are computed.</summary>
    private const int Kept = 96;

    private readonly Vectors _points;
    private readonly Near[][] _lists;

    public CorpusNeighbours(Corpus corpus)
    {
        var rows = CorpusVectors.Of(corpus).Rows;
        Points = rows.Classes(out var count);
        Count = count;
        _points = rows.Distinct();
        _lists = new Near[count][];
        var shadows = new Shadows(_points, CorpusVectors.Threads);
        var shadow = shadows.Of(_points);
        var distances = new Distances(shadow);
        var slack = distances.Slack(shadow, _points.Dimensions);
        Blocks.Run(count, CorpusVectors.Threads, (from, to) =>
        {
            var lists = new Nearest[to - from];
            for (var i = 0; i < lists.Length; i++) lists[i] = new Nearest(_points, from + i, slack);
            distances.Visit(shadow, from, to, (row, first, squares) => lists[row - from].Offer(first, squares));
            for (var row = from; row < to; row++) _lists[row] = lists[row - from].List();
        });
    }

    /// <summary>A point and how far it is, squared.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Near(double Square, int Point);

    /// <summary>The point of each document.</summary>
    public int[] Points { get; }

    /// <summary>Different points.</summary>
    public int Count { get; }

    public static CorpusNeighbours Of(Corpus corpus) => corpus.Share(static corpus => new CorpusNeighbours(corpus));

    /// <summary>The neighbourhood of a point: what is nearer than the k-th nearest record of its own side, itself not counted.</summary>
    /// <param name="point">The point.</param>
    /// <param name="k">Records.</param>
    /// <param name="own">Records of the side at each point.</param>
    /// <param name="either">Which points are looked for: those that aren't 0.</param>
    /// <param name="within">Filled with those of them that lie within, <paramref name="point"/> itself among them where it is one.</param>
    public void Around(int point, int k, int[] own, int[] either, List<Near> within)
    {
        within.Clear();
        // Copies of the point's own record are its nearest neighbours: with k of them nothing is nearer.
        var left = k - (own[point] - 1);
        if (left <= 0) return;
        if (either[point] != 0) within.Add(new Near(0, point));
        if (Walk(_lists[point], left, own, either, within) || _lists[point].Length == Count - 1) return;
        within.RemoveAll(other => other.Point != point);
        Walk(Compute(point, own, either), left, own, either, within);
    }

    /// <summary>Walks until the k-th record; false when the list ends before it.</summary>
    private static bool Walk(Near[] list, int left, int[] own, int[] either, List<Near> within)
    {
        foreach (var near in list)
        {
            left -= own[near.Point];
            if (left <= 0)
            {
                // Only what is nearer than the k-th is within; points just as far were taken along.
                while (within.Count > 0 && within[^1].Square >= near.Square) within.RemoveAt(within.Count - 1);
                return true;
            }
            if (either[near.Point] != 0) within.Add(near);
        }
        return false;
    }

    private Near[] Compute(int point, int[] own, int[] either)
    {
        var all = new List<Near>();
        for (var other = 0; other < Count; other++)
            if (other != point && (own[other] != 0 || either[other] != 0)) all.Add(new Near(Lines.SquaredDistance(_points[point], _points[other]), other));
        all.Sort(Compare);
        return [.. all];
    }

    private static int Compare(Near one, Near other) => one.Square != other.Square ? one.Square.CompareTo(other.Square) : one.Point.CompareTo(other.Point);

    /// <summary>The nearest points met so far, the farthest of them on top.</summary>
    private sealed class Nearest(Vectors points, int point, float slack)
    {
        private readonly PriorityQueue<Near, double> _near = new(Kept + 1);
        private double _farthest = double.PositiveInfinity;

        public void Offer(int first, ReadOnlySpan<float> shadows)
        {
            ref var start = ref MemoryMarshal.GetReference(shadows);
            for (var i = 0; i < shadows.Length; i += 8)
            {
                var near = Vector256.LessThan(Vector256.LoadUnsafe(ref start, (nuint)i), Vector256.Create((float)_farthest + slack));
                for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Compare(first + i + BitOperations.TrailingZeroCount(bits));
            }
        }

        public Near[] List()
        {
            Near[] list = [.. _near.UnorderedItems.Select(item => item.Element)];
            Array.Sort(list, CorpusNeighbours.Compare);
            return list;
        }

        private void Compare(int other)
        {
            if (other == point || other >= points.Count) return;
            var square = Lines.SquaredDistance(points[point], points[other]);
            if (square >= _farthest) return;
            _near.Enqueue(new Near(square, other), -square);
            if (_near.Count > Kept) _near.Dequeue();
            if (_near.Count == Kept) _farthest = _near.Peek().Square;
        }
    }
}
