using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>Arithmetic on rows of numbers; the order of additions depends on the length alone.</summary>
internal static class Lines
{
    /// <summary>Σ aᵢ bᵢ in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        for (; i <= a.Length - 8; i += 8)
            sum0 = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref left, (nuint)i), Vector256.LoadUnsafe(ref right, (nuint)i), sum0);
        var sum = Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>a += factor · b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>Whether all are numbers, none of them infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite(ReadOnlySpan<float> a)
    {
        ref var start = ref MemoryMarshal.GetReference(a);
        var largest = Vector256.Create(float.MaxValue);
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(Vector256.LoadUnsafe(ref start, (nuint)i)), largest)) return false;
        for (; i < a.Length; i++)
            if (!float.IsFinite(a[i])) return false;
        return true;
    }

    /// <summary>to = factor · a, in double precision and then rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<float> a, double factor, Span<float> to)
    {
        ref var from = ref MemoryMarshal.GetReference(a);
        ref var scaled = ref MemoryMarshal.GetReference(to[..a.Length]);
        var each = Vector256.Create(factor);
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            Vector256.Narrow(low * each, high * each).StoreUnsafe(ref scaled, (nuint)i);
        }
        for (; i < a.Length; i++) to[i] = (float)(a[i] * factor);
    }

    /// <summary>a += b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(Span<double> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a[..b.Length]);
        ref var right = ref MemoryMarshal.GetReference(b);
        var i = 0;
        for (; i <= b.Length - 8; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref right, (nuint)i));
            (Vector256.LoadUnsafe(ref left, (nuint)i) + low).StoreUnsafe(ref left, (nuint)i);
            (Vector256.LoadUnsafe(ref left, (nuint)i + 4) + high).StoreUnsafe(ref left, (nuint)i + 4);
        }
        for (; i < b.Length; i++) a[i] += b[i];
    }

    /// <summary>‖a‖², of single-precision components in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredLength(ReadOnlySpan<float> a)
    {
        ref var start = ref MemoryMarshal.GetReference(a);
        Vector256<double> sum0 = default, sum1 = default;
        var i = 0;
        for (; i <= a.Length - 8; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref start, (nuint)i));
            sum0 = Vector256.MultiplyAddEstimate(low, low, sum0);
            sum1 = Vector256.MultiplyAddEstimate(high, high, sum1);
        }
        var sum = Vector256.Sum(sum0 + sum1);
        for (; i < a.Length; i++) sum += (double)a[i] * a[i];
        return sum;
    }

    /// <summary>‖a − b‖², of single-precision components in double precision: exactly 0 for equal rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>The same in single precision, twice as fast: off by as many halves of a unit in the last place as there are components, at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float RoughSquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var left = ref MemoryMarshal.GetReference(a);
        ref var right = ref MemoryMarshal.GetReference(b);
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        var i = 0;
        for (; i <= a.Length - 32; i += 32)
        {
            var difference0 = Vector256.LoadUnsafe(ref left, (nuint)i) - Vector256.LoadUnsafe(ref right, (nuint)i);
            var difference1 = Vector256.LoadUnsafe(ref left, (nuint)i + 8) - Vector256.LoadUnsafe(ref right, (nuint)i + 8);
            var difference2 = Vector256.LoadUnsafe(ref left, (nuint)i + 16) - Vector256.LoadUnsafe(ref right, (nuint)i + 16);
            var difference3 = Vector256.LoadUnsafe(ref left, (nuint)i + 24) - Vector256.LoadUnsafe(ref right, (nuint)i + 24);
            sum0 = Vector256.MultiplyAddEstimate(difference0, difference0, sum0);
            sum1 = Vector256.MultiplyAddEstimate(difference1, difference1, sum1);
            sum2 = Vector256.MultiplyAddEstimate(difference2, difference2, sum2);
            sum3 = Vector256.MultiplyAddEstimate(difference3, difference3, sum3);
        }
        var sum = Vector256.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}
