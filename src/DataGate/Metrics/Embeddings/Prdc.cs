using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>Precision and recall (Kynkäänniemi et al. 2019), density and coverage (Naeem et al. 2020) of data against a reference.</summary>
/// <param name="Precision">Share of the data that lies within the k-th neighbour distance of some row of the reference. 0…1; it doesn't fall when data collapses.</param>
/// <param name="Recall">Share of the reference that lies within that of some row of the data. 0…1; it falls first.</param>
/// <param name="Density">In how many such neighbourhoods of the reference a row of the data lies, on average, / k. 0 and above; around 1 where both are alike.</param>
/// <param name="Coverage">Share of the reference whose neighbourhood holds a row of the data. 0…1; 1 − 2⁻ᵏ where both are alike and equally many.</param>
public sealed record Prdc(double Precision, double Recall, double Density, double Coverage)
{
    /// <summary>Neighbours that make a neighbourhood.</summary>
    public const int Neighbours = 5;

    /// <summary>
    /// The four numbers, distances compared in double precision. Rows of the reference that are equal count once: with more than k of them a neighbourhood
    /// is a point that nothing lies in.
    /// </summary>
    /// <param name="data">Rows of the data; repeats stay.</param>
    /// <param name="reference">Rows of the reference.</param>
    /// <param name="k">Neighbours, 1 or more.</param>
    /// <param name="threads">Changes no number.</param>
    /// <returns>Null where either side has no more than k rows: there are no neighbourhoods.</returns>
    public static Prdc? Of(Vectors data, Vectors reference, int k = Neighbours, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var anchors = reference.Distinct(threads);
        if (data.Count <= k || anchors.Count <= k) return null;
        var shadows = new Shadows(anchors, threads);
        var (dataShadows, referenceShadows) = (shadows.Of(data), shadows.Of(anchors));
        // No number depends on the order of rows: this one is quick.
        var (dataOrder, referenceOrder) = (Gathered.Order(dataShadows, referenceShadows, threads), Gathered.Order(referenceShadows, referenceShadows, threads));
        (data, dataShadows) = (data.Take(dataOrder), dataShadows.Take(dataOrder));
        (anchors, referenceShadows) = (anchors.Take(referenceOrder), referenceShadows.Take(referenceOrder));
        var cross = new Crossing(
            data, anchors, NearestNeighbours.SquaredRadii(data, dataShadows, k, threads), NearestNeighbours.SquaredRadii(anchors, referenceShadows, k, threads));
        cross.Run(dataShadows, referenceShadows, threads);
        return new Prdc(
            (double)cross.Inside.Count(times => times > 0) / data.Count, (double)cross.Recalled.Count(found => found) / anchors.Count,
            cross.Inside.Sum(times => (double)times) / k / data.Count, (double)cross.Covered.Count(found => found) / anchors.Count);
    }

    /// <summary>Every row of the reference against every row of the data.</summary>
    private sealed class Crossing(Vectors data, Vectors reference, double[] dataRadii, double[] referenceRadii)
    {
        /// <summary>Of each row of the data, the neighbourhoods of the reference that it lies in.</summary>
        public int[] Inside { get; } = new int[data.Count];

        /// <summary>Of each row of the reference, whether it lies in a neighbourhood of the data.</summary>
        public bool[] Recalled { get; } = new bool[reference.Count];

        /// <summary>Of each row of the reference, whether its neighbourhood holds a row of the data.</summary>
        public bool[] Covered { get; } = new bool[reference.Count];

        public void Run(Vectors dataShadows, Vectors referenceShadows, int threads)
        {
            var distances = new Distances(dataShadows);
            var slack = distances.Slack(referenceShadows, data.Dimensions);
            // Beyond the set's end nothing is near.
            var limits = new float[(data.Count + Panels.Width - 1) / Panels.Width * Panels.Width];
            Array.Fill(limits, float.NegativeInfinity);
            for (var i = 0; i < data.Count; i++) limits[i] = (float)dataRadii[i] + slack;
            Blocks.Run(reference.Count, threads, (from, to) => distances.Visit(referenceShadows, from, to, (row, first, squares) => Offer(row, first, squares, limits, slack)));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Offer(int row, int first, ReadOnlySpan<float> squares, float[] limits, float slack)
        {
            var limit = Vector256.Create((float)referenceRadii[row] + slack);
            ref var start = ref MemoryMarshal.GetReference(squares);
            ref var others = ref limits[first];
            for (nuint i = 0; i < (nuint)squares.Length; i += 8)
            {
                var near = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref start, i), Vector256.Max(limit, Vector256.LoadUnsafe(ref others, i)));
                for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1) Compare(row, first + (int)i + BitOperations.TrailingZeroCount(bits), limits, slack);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Compare(int row, int other, float[] limits, float slack)
        {
            if (Lines.RoughSquaredDistance(reference[row], data[other]) > Math.Max((float)referenceRadii[row] + slack, limits[other])) return;
            var square = Lines.SquaredDistance(reference[row], data[other]);
            if (square < dataRadii[other]) Recalled[row] = true;
            if (square >= referenceRadii[row]) return;
            Covered[row] = true;
            Interlocked.Increment(ref Inside[other]);
        }
    }
}
