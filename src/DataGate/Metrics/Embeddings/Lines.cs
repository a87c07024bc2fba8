using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>Arithmetic on rows of numbers; the order of additions depends on the length alone.</summary>
internal static class Lines
{
    /// <summary>Σ aᵢ bᵢ in double precision.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<double> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i <= a.Length - 16; i += 16)
        {
            sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i), Vector256.LoadUnsafe(ref right, (nuint)i), sum0);
            sum1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 4), Vector256.LoadUnsafe(ref right, (nuint)i + 4), sum1);
            sum2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 8), Vector256.LoadUnsafe(ref right, (nuint)i + 8), sum2);
            sum3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 12), Vector256.LoadUnsafe(ref right, (nuint)i + 12), sum3);
        }
        var sum = Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>Σ aᵢ bᵢ in single precision.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i <= a.Length - 32; i += 32)
        {
            sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i), Vector256.LoadUnsafe(ref right, (nuint)i), sum0);
            sum1 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 8), Vector256.LoadUnsafe(ref right, (nuint)i + 8), sum1);
            sum2 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 16), Vector256.LoadUnsafe(ref right, (nuint)i + 16), sum2);
            sum3 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i + 24), Vector256.LoadUnsafe(ref right, (nuint)i + 24), sum3);
        }
        var sum = Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>a += factor · b.</summary>
    public static void Add(Span<double> a, double factor, ReadOnlySpan<double> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        var each = Vector256.Create(factor);
        var i = 0;
        for (; i <= b.Length - 4; i += 4)
            Vector256.MultiplyAddEstimate(each, Vector256.LoadUnsafe(ref right, (nuint)i), Vector256.LoadUnsafe(ref left, (nuint)i)).StoreUnsafe(ref left, (nuint)i);
        for (; i < b.Length; i++) a[i] += factor * b[i];
    }

    /// <summary>a += b.</summary>
    public static void Add(Span<double> a, ReadOnlySpan<float> b)
    {
        for (var i = 0; i < b.Length; i++) a[i] += b[i];
    }

    /// <summary>‖a‖², of single-precision components in double precision.</summary>
    public static double SquaredLength(ReadOnlySpan<float> a)
    {
        double sum = 0;
        foreach (var component in a) sum += (double)component * component;
        return sum;
    }

    /// <summary>‖a − b‖², of single-precision components in double precision: exactly 0 for equal rows.</summary>
    public static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<double> sum0 = default, sum1 = default;
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            var (a0, a1) = Vector256.Widen(Vector256.LoadUnsafe(ref left, (nuint)i));
            var (b0, b1) = Vector256.Widen(Vector256.LoadUnsafe(ref right, (nuint)i));
            a0 -= b0;
            a1 -= b1;
            sum0 = Vector256.MultiplyAddEstimate(a0, a0, sum0);
            sum1 = Vector256.MultiplyAddEstimate(a1, a1, sum1);
        }
        var sum = Vector256.Sum(sum0 + sum1);
        for (; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }
}
