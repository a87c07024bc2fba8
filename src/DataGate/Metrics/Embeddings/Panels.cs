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
    public const int Height = 6;

    private readonly float[] _packed;
    private readonly int _dimensions;

    public Panels(Vectors rows)
    {
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
        for (var panel = 0; panel < panels; panel++)
        {
            ref var start = ref Unsafe.Add(ref packed, (nint)(first + panel) * Width * _dimensions);
            Tile(ref row0, ref row1, ref row2, ref row3, ref row4, ref row5, ref start, ref Unsafe.Add(ref products, panel * Width), panels * Width);
        }
    }

    private void Tile(
        ref float row0, ref float row1, ref float row2, ref float row3, ref float row4, ref float row5, ref float panel, ref float products, int stride)
    {
        Vector256<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default;
        Vector256<float> a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
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
            x = Vector256.Create(Unsafe.Add(ref row4, i));
            a4 = Vector256.MultiplyAddEstimate(x, low, a4);
            b4 = Vector256.MultiplyAddEstimate(x, high, b4);
            x = Vector256.Create(Unsafe.Add(ref row5, i));
            a5 = Vector256.MultiplyAddEstimate(x, low, a5);
            b5 = Vector256.MultiplyAddEstimate(x, high, b5);
        }
        Store(a0, b0, ref products, 0);
        Store(a1, b1, ref products, stride);
        Store(a2, b2, ref products, 2 * stride);
        Store(a3, b3, ref products, 3 * stride);
        Store(a4, b4, ref products, 4 * stride);
        Store(a5, b5, ref products, 5 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> low, Vector256<float> high, ref float products, int at)
    {
        low.StoreUnsafe(ref products, (nuint)at);
        high.StoreUnsafe(ref products, (nuint)at + 8);
    }
}
