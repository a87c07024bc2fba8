using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// The product of very many plane rotations of neighbouring rows, from the identity: they are noted down, and then applied sweep by sweep to a few columns at a
/// time, which stay in a core's own cache (Van Zee, van de Geijn and Quintana-Ortí 2014).
/// </summary>
internal sealed class Rotations
{
    /// <summary>Columns of a strip.</summary>
    private const int Width = 16;

    private const int Room = 1 << 16;
    private readonly int _size;
    private readonly int _threads;
    private readonly double[][] _strips;
    private readonly List<(int Last, int From)> _sweeps = [];
    private readonly double[] _angles;
    private int _noted;

    /// <param name="size">Rows, and columns.</param>
    /// <param name="threads">Changes no number.</param>
    public Rotations(int size, int threads)
    {
        (_size, _threads) = (size, threads);
        _angles = new double[2 * (Room + size)];
        _strips = new double[(size + Width - 1) / Width][];
        for (var strip = 0; strip < _strips.Length; strip++) _strips[strip] = new double[size * Width];
        for (var i = 0; i < size; i++) _strips[i / Width][(i * Width) + (i % Width)] = 1;
    }

    /// <summary>Begins a sweep whose first rotation is of row <paramref name="last"/> and the one before it; each of the next is a row further up.</summary>
    public void Begin(int last)
    {
        if (_noted >= Room) Apply();
        _sweeps.Add((last, _noted));
    }

    /// <summary>The upper row becomes c·upper − s·lower, the lower one s·upper + c·lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double sine, double cosine)
    {
        (_angles[2 * _noted], _angles[(2 * _noted) + 1]) = (sine, cosine);
        _noted++;
    }

    /// <summary>Applies what was noted.</summary>
    public void Apply()
    {
        if (_threads > 1) Parallel.ForEach(_strips, new ParallelOptions { MaxDegreeOfParallelism = _threads }, Apply);
        else
            foreach (var strip in _strips) Apply(strip);
        _sweeps.Clear();
        _noted = 0;
    }

    /// <summary>A row of the product, with everything noted applied.</summary>
    public double[] Row(int row)
    {
        var whole = new double[_strips.Length * Width];
        for (var strip = 0; strip < _strips.Length; strip++) _strips[strip].AsSpan(row * Width, Width).CopyTo(whole.AsSpan(strip * Width));
        return whole[.._size];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Apply(double[] strip)
    {
        for (var sweep = 0; sweep < _sweeps.Count; sweep++)
        {
            var (last, from) = _sweeps[sweep];
            var to = sweep + 1 < _sweeps.Count ? _sweeps[sweep + 1].From : _noted;
            if (to > from) Sweep(ref strip[last * Width], _angles.AsSpan(2 * from, 2 * (to - from)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sweep(ref double row, ReadOnlySpan<double> angles)
    {
        var (b0, b1) = (Vector256.LoadUnsafe(ref row), Vector256.LoadUnsafe(ref row, 4));
        var (b2, b3) = (Vector256.LoadUnsafe(ref row, 8), Vector256.LoadUnsafe(ref row, 12));
        ref var angle = ref MemoryMarshal.GetReference(angles);
        for (nuint i = 0; i < (nuint)angles.Length; i += 2)
        {
            var (s, c) = (Vector256.Create(Unsafe.Add(ref angle, i)), Vector256.Create(Unsafe.Add(ref angle, i + 1)));
            ref var upper = ref Unsafe.Add(ref row, -Width);
            var (a0, a1) = (Vector256.LoadUnsafe(ref upper), Vector256.LoadUnsafe(ref upper, 4));
            var (a2, a3) = (Vector256.LoadUnsafe(ref upper, 8), Vector256.LoadUnsafe(ref upper, 12));
            ((s * a0) + (c * b0)).StoreUnsafe(ref row);
            ((s * a1) + (c * b1)).StoreUnsafe(ref row, 4);
            ((s * a2) + (c * b2)).StoreUnsafe(ref row, 8);
            ((s * a3) + (c * b3)).StoreUnsafe(ref row, 12);
            b0 = (c * a0) - (s * b0);
            b1 = (c * a1) - (s * b1);
            b2 = (c * a2) - (s * b2);
            b3 = (c * a3) - (s * b3);
            row = ref upper;
        }
        b0.StoreUnsafe(ref row);
        b1.StoreUnsafe(ref row, 4);
        b2.StoreUnsafe(ref row, 8);
        b3.StoreUnsafe(ref row, 12);
    }
}
