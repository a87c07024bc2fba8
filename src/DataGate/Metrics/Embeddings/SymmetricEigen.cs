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

    /// <summary>The eigenvalues, the largest first.</summary>
    public static double[] Values(SymmetricMatrix matrix) => Decompose(matrix, wantsVectors: false).Values;

    /// <summary>The eigenvalues, the largest first, and in the rows of the second matrix the eigenvectors that belong to them, of length 1.</summary>
    public static (double[] Values, SymmetricMatrix Vectors) Decompose(SymmetricMatrix matrix)
    {
        var (values, vectors) = Decompose(matrix, wantsVectors: true);
        return (values, vectors!);
    }

    private static (double[] Values, SymmetricMatrix? Vectors) Decompose(SymmetricMatrix matrix, bool wantsVectors)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var size = matrix.Size;
        var work = matrix.Copy();
        var (diagonal, beside, factors) = (new double[size], new double[size], new double[size]);
        Reduce(work, diagonal, beside, factors);
        var vectors = wantsVectors ? Reflections(work, factors) : null;
        Iterate(diagonal, beside, vectors);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => diagonal[i])];
        if (vectors is null) return ([.. order.Select(i => diagonal[i])], null);
        var sorted = new SymmetricMatrix(size);
        for (var i = 0; i < size; i++) vectors.Row(order[i]).CopyTo(sorted.Row(i));
        return ([.. order.Select(i => diagonal[i])], sorted);
    }

    /// <summary>Householder's reflections, kept in the rows right of the diagonal, each with its factor 2/‖v‖².</summary>
    private static void Reduce(SymmetricMatrix a, double[] diagonal, double[] beside, double[] factors)
    {
        var size = a.Size;
        var p = new double[size];
        for (var k = 0; k < size; k++)
        {
            diagonal[k] = a[k, k];
            if (k + 1 == size) break;
            var v = a.Row(k)[(k + 1)..];
            var length = Math.Sqrt(Lines.Dot(v, v));
            if (k + 2 == size || length == 0 || Math.Abs(v[0]) == length)
            {
                beside[k] = v[0];
                continue;
            }
            beside[k] = v[0] > 0 ? -length : length;
            v[0] -= beside[k];
            factors[k] = 2 / Lines.Dot(v, v);
            var w = p.AsSpan(0, v.Length);
            for (var i = 0; i < v.Length; i++) w[i] = factors[k] * Lines.Dot(a.Row(k + 1 + i)[(k + 1)..], v);
            Lines.Add(w, -factors[k] / 2 * Lines.Dot(w, v), v);
            for (var i = 0; i < v.Length; i++) Subtract(a.Row(k + 1 + i)[(k + 1)..], v[i], w, w[i], v);
        }
    }

    /// <summary>row −= x·a + y·b.</summary>
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

    /// <summary>The product of the reflections, transposed.</summary>
    private static SymmetricMatrix Reflections(SymmetricMatrix a, double[] factors)
    {
        var size = a.Size;
        var q = new SymmetricMatrix(size);
        for (var i = 0; i < size; i++) q[i, i] = 1;
        var sums = new double[size];
        for (var k = size - 3; k >= 0; k--)
        {
            if (factors[k] == 0) continue;
            var v = a.Row(k)[(k + 1)..];
            var sum = sums.AsSpan(0, v.Length);
            sum.Clear();
            for (var i = 0; i < v.Length; i++) Lines.Add(sum, v[i], q.Row(k + 1 + i)[(k + 1)..]);
            for (var i = 0; i < v.Length; i++) Lines.Add(q.Row(k + 1 + i)[(k + 1)..], -factors[k] * v[i], sum);
        }
        for (var i = 0; i < size; i++)
            for (var j = 0; j < i; j++) (q[i, j], q[j, i]) = (q[j, i], q[i, j]);
        return q;
    }

    private static void Iterate(double[] diagonal, double[] beside, SymmetricMatrix? vectors)
    {
        for (var first = 0; first < diagonal.Length; first++)
        {
            for (var step = 0; ; step++)
            {
                var last = first;
                while (last + 1 < diagonal.Length && !IsSmall(beside[last], diagonal[last], diagonal[last + 1])) last++;
                if (last == first) break;
                if (step == MaxSteps) throw new InvalidOperationException("the eigenvalues don't converge");
                Step(diagonal, beside, first, last, vectors);
            }
        }
    }

    private static bool IsSmall(double beside, double one, double other)
    {
        var scale = Math.Abs(one) + Math.Abs(other);
        return Math.Abs(beside) <= 1e-300 || scale + Math.Abs(beside) == scale;
    }

    /// <summary>One sweep of rotations from the last row of a block up to its first, with Wilkinson's shift.</summary>
    private static void Step(double[] diagonal, double[] beside, int first, int last, SymmetricMatrix? vectors)
    {
        var g = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        var r = double.Hypot(g, 1);
        g = diagonal[last] - diagonal[first] + (beside[first] / (g + (g >= 0 ? r : -r)));
        double sine = 1, cosine = 1, shifted = 0;
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
            if (vectors is not null) Rotate(vectors.Row(i), vectors.Row(i + 1), sine, cosine);
        }
        diagonal[first] -= shifted;
        beside[first] = g;
        beside[last] = 0;
    }

    private static void Rotate(Span<double> lower, Span<double> upper, double sine, double cosine)
    {
        ref var low = ref MemoryMarshal.GetReference(lower);
        ref var high = ref MemoryMarshal.GetReference(upper);
        var (s, c) = (Vector256.Create(sine), Vector256.Create(cosine));
        var i = 0;
        for (; i <= lower.Length - 4; i += 4)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref low, (nuint)i), Vector256.LoadUnsafe(ref high, (nuint)i));
            ((s * a) + (c * b)).StoreUnsafe(ref high, (nuint)i);
            ((c * a) - (s * b)).StoreUnsafe(ref low, (nuint)i);
        }
        for (; i < lower.Length; i++) (lower[i], upper[i]) = ((cosine * lower[i]) - (sine * upper[i]), (sine * lower[i]) + (cosine * upper[i]));
    }
}
