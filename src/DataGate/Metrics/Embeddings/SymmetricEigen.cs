using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Eigenvalues and eigenvectors of a symmetric matrix: Householder's reduction to a tridiagonal one, and the implicit QL algorithm on that (Martin,
/// Reinsch and Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968). About 2 n³ multiplications, three times as many with vectors.
/// </summary>
public static class SymmetricEigen
{
    /// <summary>Steps that an eigenvalue may take; it takes fewer than two on average.</summary>
    private const int MaxSteps = 60;

    /// <summary>Of a number's last bit, as a share of it: 2⁻⁵³.</summary>
    private const double Rounding = 1.0 / (1L << 53);

    /// <summary>The eigenvalues, the largest first.</summary>
    public static double[] Values(SymmetricMatrix matrix) => Decompose(matrix, wanted: null, threads: 1).Values;

    /// <summary>The eigenvalues, the largest first, and in the rows of the second matrix the eigenvectors that belong to them, of length 1.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="threads">Changes no number.</param>
    public static (double[] Values, SymmetricMatrix Vectors) Decompose(SymmetricMatrix matrix, int threads = 1)
    {
        var (values, leading) = Decompose(matrix, values => values.Length, threads);
        var vectors = new SymmetricMatrix(values.Length);
        for (var k = 0; k < leading.Length; k++) leading[k].CopyTo(vectors.Row(k));
        return (values, vectors);
    }

    /// <summary>The eigenvalues, the largest first, and the eigenvectors of so many of them as are asked for.</summary>
    /// <param name="matrix">Symmetric.</param>
    /// <param name="wanted">How many eigenvectors, by the eigenvalues; null: none.</param>
    /// <param name="threads">Changes no number.</param>
    internal static (double[] Values, double[][] Vectors) Decompose(SymmetricMatrix matrix, Func<double[], int>? wanted, int threads)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var size = matrix.Size;
        var work = matrix.Copy();
        var (diagonal, beside, factors) = (new double[size], new double[size], new double[size]);
        Reduce(work, diagonal, beside, factors);
        var vectors = wanted is null ? null : new Rotations(size, threads);
        Iterate(diagonal, beside, vectors);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => diagonal[i])];
        double[] values = [.. order.Select(i => diagonal[i])];
        if (wanted is null) return (values, []);
        vectors!.Apply();
        var found = new double[wanted(values)][];
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads) }, k => found[k] = Reflected(vectors.Row(order[k]), work, factors));
        return (values, found);
    }

    /// <summary>Householder's reflections, kept in the rows right of the diagonal, each with its factor 2/‖v‖².</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Reduce(SymmetricMatrix a, double[] diagonal, double[] beside, double[] factors)
    {
        var size = a.Size;
        var (w, next) = (new double[size], new double[size]);
        for (var k = 0; k < size; k++)
        {
            // The rows still lack the reflection before: each gets it, and is multiplied with this one, while it is at hand.
            var isBehind = k > 0 && factors[k - 1] != 0;
            if (isBehind) Subtract(a, k, k, w);
            diagonal[k] = a[k, k];
            if (k + 1 == size) break;
            var v = a.Row(k)[(k + 1)..];
            Reflection(v, out beside[k], out factors[k]);
            for (var row = k + 1; row < size; row++)
            {
                if (isBehind) Subtract(a, row, k, w);
                if (factors[k] != 0) next[row] = factors[k] * Lines.Dot(a.Row(row)[(k + 1)..], v);
            }
            (w, next) = (next, w);
            if (factors[k] != 0) Lines.Add(w.AsSpan(k + 1), -factors[k] / 2 * Lines.Dot(w.AsSpan(k + 1), v), v);
        }
    }

    /// <summary>What brings all but the first component to 0: v becomes the mirror's normal.</summary>
    private static void Reflection(Span<double> v, out double beside, out double factor)
    {
        (beside, factor) = (v[0], 0);
        var length = Math.Sqrt(Lines.Dot(v, v));
        if (v.Length == 1 || length == 0 || Math.Abs(v[0]) == length) return;
        beside = v[0] > 0 ? -length : length;
        v[0] -= beside;
        factor = 2 / Lines.Dot(v, v);
    }

    /// <summary>The reflection before column <paramref name="from"/>, on a row from that column on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(SymmetricMatrix a, int row, int from, double[] w)
    {
        var v = a.Row(from - 1);
        Subtract(a.Row(row)[from..], v[row], w.AsSpan(from), w[row], v[from..]);
    }

    /// <summary>row −= x·a + y·b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(Span<double> row, double x, ReadOnlySpan<double> a, double y, ReadOnlySpan<double> b)
    {
        ref var to = ref MemoryMarshal.GetReference(row);
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        var (left, right) = (Vector256.Create(-x), Vector256.Create(-y));
        var i = 0;
        for (; i <= row.Length - 4; i += 4)
        {
            var sum = Vector256.MultiplyAddEstimate(left, Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.LoadUnsafe(ref to, (nuint)i));
            Vector256.MultiplyAddEstimate(right, Vector256.LoadUnsafe(ref second, (nuint)i), sum).StoreUnsafe(ref to, (nuint)i);
        }
        for (; i < row.Length; i++) row[i] -= (x * a[i]) + (y * b[i]);
    }

    /// <summary>An eigenvector of the tridiagonal matrix as one of the matrix itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Reflected(ReadOnlySpan<double> vector, SymmetricMatrix reflections, double[] factors)
    {
        var turned = vector.ToArray();
        for (var k = turned.Length - 3; k >= 0; k--)
        {
            if (factors[k] == 0) continue;
            var v = reflections.Row(k)[(k + 1)..];
            Lines.Add(turned.AsSpan(k + 1), -factors[k] * Lines.Dot(turned.AsSpan(k + 1), v), v);
        }
        return turned;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Iterate(double[] diagonal, double[] beside, Rotations? vectors)
    {
        // What rounding of the largest leaves anywhere: a matrix of fewer directions than rows has nothing else in most of them, and what is small beside its neighbours alone never gets there.
        double least = 1e-300;
        for (var i = 0; i < diagonal.Length; i++) least = Math.Max(least, (Math.Abs(diagonal[i]) + Math.Abs(beside[i])) * Rounding);
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var step = 0; ; step++)
            {
                var last = first;
                while (last + 1 < diagonal.Length && !IsSmall(beside[last], diagonal[last], diagonal[last + 1], least)) last++;
                if (last == first) break;
                if (step == MaxSteps) throw new InvalidOperationException("the eigenvalues don't converge");
                Step(diagonal, beside, first, last, vectors);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSmall(double beside, double one, double other, double least)
    {
        var scale = Math.Abs(one) + Math.Abs(other);
        return Math.Abs(beside) <= least || scale + Math.Abs(beside) == scale;
    }

    /// <summary>One sweep of rotations from the last row of a block up to its first, with Wilkinson's shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step(double[] diagonal, double[] beside, int first, int last, Rotations? vectors)
    {
        var g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        var r = double.Hypot(g, 1);
        g = diagonal[last] - diagonal[first] + (beside[first] / (g + (g >= 0 ? r : -r)));
        double sine = 1, cosine = 1, shifted = 0;
        vectors?.Begin(last);
        for (var i = last - 1; i >= first; i--)
        {
            var (f, b) = (sine * beside[i], cosine * beside[i]);
            r = double.Hypot(f, g);
            beside[i + 1] = r;
            if (r == 0)
            {
                diagonal[i + 1] -= shifted;
                beside[last] = 0;
                return;
            }
            (sine, cosine) = (f / r, g / r);
            g = diagonal[i + 1] - shifted;
            r = ((diagonal[i] - g) * sine) + (2 * cosine * b);
            shifted = sine * r;
            diagonal[i + 1] = g + shifted;
            g = (cosine * r) - b;
            vectors?.Add(sine, cosine);
        }
        diagonal[first] -= shifted;
        beside[first] = g;
        beside[last] = 0;
    }
}
