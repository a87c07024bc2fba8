using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Rows packed sixteen together, component by component, so that the dot products of a few rows with all of them are a walk through
/// memory: the register blocking of dense matrix products (Goto and van de Geijn 2008), in single precision.
/// </summary>
internal sealed class Panels
{
    /// <summary>Rows of a panel.</summary>
    public const int Width = 16;

    /// <summary>Rows whose dot products are taken at once.</summary>
    public const int Height = 8;

    private readonly float[] _packed;
    private readonly int _dimensions;
    private readonly bool _isWide;

    public Panels(Vectors rows)
        : this(rows, Vector512.IsHardwareAccelerated)
    {
    }

    /// <param name="rows">The rows.</param>
    /// <param name="isWide">Whether sixteen products are taken at once, or eight: a matter of speed, as each is a chain of its own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Panels(Vectors rows, bool isWide)
    {
        _isWide = isWide;
        _dimensions = rows.Dimensions;
        Count = (rows.Count + Width - 1) / Width;
        _packed = new float[Count * Width * _dimensions];
        for (var row = 0; row < rows.Count; row++)
        {
            var start = (row / Width * Width * _dimensions) + (row % Width);
            var components = rows[row];
            for (var i = 0; i < components.Length; i++) _packed[start + (i * Width)] = components[i];
        }
    }

    /// <summary>Panels; the last one is filled up with zeros.</summary>
    public int Count { get; }

    /// <summary>Bytes of one panel.</summary>
    public int Bytes => _dimensions * Width * sizeof(float);

    /// <summary>The dot products of up to <see cref="Height"/> rows with those of some panels, row by row.</summary>
    /// <param name="rows">Has the rows.</param>
    /// <param name="which">The rows: 1…<see cref="Height"/>.</param>
    /// <param name="first">The first panel.</param>
    /// <param name="panels">How many.</param>
    /// <param name="dots">Of each row <paramref name="panels"/> × <see cref="Width"/> products; has room for <see cref="Height"/> rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Dots(Vectors rows, ReadOnlySpan<int> which, int first, int panels, Span<float> dots)
    {
        if (rows.Dimensions != _dimensions) throw new ArgumentException("the rows have another number of components", nameof(rows));
        if (dots.Length < Height * panels * Width) throw new ArgumentException("there is no room for the products", nameof(dots));
        if (first + panels > Count) throw new ArgumentException("there are not so many panels", nameof(panels));
        foreach (var row in which)
            if ((uint)row >= (uint)rows.Count) throw new ArgumentException("there are not so many rows", nameof(which));
        ref var products = ref MemoryMarshal.GetReference(dots);
        ref var packed = ref MemoryMarshal.GetArrayDataReference(_packed);
        // A row too few is another one once more.
        var last = which.Length - 1;
        ref var row0 = ref rows.StartOf(which[0]);
        ref var row1 = ref rows.StartOf(which[Math.Min(1, last)]);
        ref var row2 = ref rows.StartOf(which[Math.Min(2, last)]);
        ref var row3 = ref rows.StartOf(which[Math.Min(3, last)]);
        ref var row4 = ref rows.StartOf(which[Math.Min(4, last)]);
        ref var row5 = ref rows.StartOf(which[Math.Min(5, last)]);
        ref var row6 = ref rows.StartOf(which[Math.Min(6, last)]);
        ref var row7 = ref rows.StartOf(which[Math.Min(7, last)]);
        var stride = panels * Width;
        for (var panel = 0; panel < panels; panel++)
        {
            ref var start = ref Unsafe.Add(ref packed, (nint)(first + panel) * Width * _dimensions);
            ref var to = ref Unsafe.Add(ref products, panel * Width);
            if (_isWide)
            {
                Eight(ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref row6, ref row7, ref start, ref to, stride);
                continue;
            }
            Four(ref row0, ref row1, ref row2, ref row3, ref start, ref to, stride);
            if (last > 3) Four(ref row4, ref row5, ref row6, ref row7, ref start, ref Unsafe.Add(ref to, 4 * stride), stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eight(
        ref float row0, ref float row1, ref float row2, ref float row3, ref float row4, ref float row5, ref float row6, ref float row7,
        ref float panel, ref float products, int stride)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default;
        for (nuint i = 0; i < (nuint)_dimensions; i++)
        {
            var one = Vector512.LoadUnsafe(ref panel, i * Width);
            a0 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row0, i)), one, a0);
            a1 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row1, i)), one, a1);
            a2 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row2, i)), one, a2);
            a3 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row3, i)), one, a3);
            a4 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row4, i)), one, a4);
            a5 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row5, i)), one, a5);
            a6 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row6, i)), one, a6);
            a7 = Vector512.MultiplyAddEstimate(Vector512.Create(Unsafe.Add(ref row7, i)), one, a7);
        }
        a0.StoreUnsafe(ref products);
        a1.StoreUnsafe(ref products, (nuint)stride);
        a2.StoreUnsafe(ref products, (nuint)(2 * stride));
        a3.StoreUnsafe(ref products, (nuint)(3 * stride));
        a4.StoreUnsafe(ref products, (nuint)(4 * stride));
        a5.StoreUnsafe(ref products, (nuint)(5 * stride));
        a6.StoreUnsafe(ref products, (nuint)(6 * stride));
        a7.StoreUnsafe(ref products, (nuint)(7 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(ref float row0, ref float row1, ref float row2, ref float row3, ref float panel, ref float products, int stride)
    {
        Vector256<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        for (nuint i = 0; i < (nuint)_dimensions; i++)
        {
            var low = Vector256.LoadUnsafe(ref panel, i * Width);
            var high = Vector256.LoadUnsafe(ref panel, (i * Width) + 8);
            var x = Vector256.Create(Unsafe.Add(ref row0, i));
            a0 = Vector256.MultiplyAddEstimate(x, low, a0);
            b0 = Vector256.MultiplyAddEstimate(x, high, b0);
            x = Vector256.Create(Unsafe.Add(ref row1, i));
            a1 = Vector256.MultiplyAddEstimate(x, low, a1);
            b1 = Vector256.MultiplyAddEstimate(x, high, b1);
            x = Vector256.Create(Unsafe.Add(ref row2, i));
            a2 = Vector256.MultiplyAddEstimate(x, low, a2);
            b2 = Vector256.MultiplyAddEstimate(x, high, b2);
            x = Vector256.Create(Unsafe.Add(ref row3, i));
            a3 = Vector256.MultiplyAddEstimate(x, low, a3);
            b3 = Vector256.MultiplyAddEstimate(x, high, b3);
        }
        Store(a0, b0, ref products, 0);
        Store(a1, b1, ref products, stride);
        Store(a2, b2, ref products, 2 * stride);
        Store(a3, b3, ref products, 3 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> low, Vector256<float> high, ref float products, int at)
    {
        low.StoreUnsafe(ref products, (nuint)at);
        high.StoreUnsafe(ref products, (nuint)at + 8);
    }
}
