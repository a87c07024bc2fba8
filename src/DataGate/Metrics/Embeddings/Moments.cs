using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// A sketch of embeddings: their count, their sum and the sum of their outer products, in 16·d² bytes whatever their number. Mean pairwise cosine,
/// Vendi score and Fréchet distance are functions of it.
/// </summary>
/// <remarks>
/// Every component and every product of two is rounded to a multiple of 2⁻⁴⁰ (4.5e-13 away at most), once, and then summed as an integer: exactly, so that
/// any order of adding and merging gives the same bytes.
/// </remarks>
public sealed class Moments
{
    /// <summary>Largest magnitude of a component: embeddings are of length 1.</summary>
    public const float MaxComponent = 16;

    /// <summary>How far a mean product may be off: 2⁻⁴¹.</summary>
    public const double Resolution = 1.0 / (1L << 41);

    private const int Batch = 256, Tall = 4, Wide = 8;
    private const double Scale = 1L << 40;

    /// <summary>1.5 · 2⁵² / 2⁴⁰: a number added to it is rounded to a multiple of 2⁻⁴⁰, which the low bits then count.</summary>
    private const double Magic = 6144;

    private readonly int _stride;
    private readonly Int128[] _sum;
    private readonly Int128[] _products;
    private readonly double[] _batch;
    private int _pending;

    /// <param name="dimensions">Components of an embedding, 1…8,192.</param>
    public Moments(int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, 8192);
        Dimensions = dimensions;
        _stride = (dimensions + Wide - 1) / Wide * Wide;
        _sum = new Int128[_stride];
        _products = new Int128[_stride * _stride];
        _batch = new double[Batch * _stride];
    }

    public int Dimensions { get; }

    /// <summary>Records added.</summary>
    public long Count { get; private set; }

    /// <summary>Threads that batches are summed by; changes no number.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The moments of rows, each once.</summary>
    public static Moments Of(Vectors rows, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var moments = new Moments(rows.Dimensions) { Threads = threads };
        for (var row = 0; row < rows.Count; row++) moments.Add(rows[row]);
        return moments;
    }

    /// <summary>Adds an embedding, so many times.</summary>
    /// <exception cref="ArgumentException">A component is not a number, or beyond <see cref="MaxComponent"/>.</exception>
    public void Add(ReadOnlySpan<float> embedding, long times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        if (embedding.Length != Dimensions) throw new ArgumentException("an embedding has another number of components", nameof(embedding));
        foreach (var component in embedding)
            if (!(MathF.Abs(component) <= MaxComponent)) throw new ArgumentException("a component is not a number, or too large", nameof(embedding));
        Count = checked(Count + times);
        var row = _batch.AsSpan(_pending * _stride, Dimensions);
        for (var i = 0; i < row.Length; i++) row[i] = embedding[i];
        if (times > 1)
        {
            Sum(row: _pending, rows: 1, times);
            return;
        }
        if (++_pending == Batch) Flush();
    }

    public void Merge(Moments other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Dimensions != Dimensions) throw new ArgumentException("the embeddings have different numbers of components", nameof(other));
        other.Flush();
        Count = checked(Count + other.Count);
        for (var i = 0; i < _sum.Length; i++) _sum[i] += other._sum[i];
        for (var i = 0; i < _products.Length; i++) _products[i] += other._products[i];
    }

    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Flush();
        writer.Write(Dimensions);
        writer.Write(Count);
        for (var i = 0; i < Dimensions; i++) Write(writer, _sum[i]);
        for (var i = 0; i < Dimensions; i++)
            for (var j = i; j < Dimensions; j++) Write(writer, Product(i, j));
    }

    public static Moments Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var dimensions = reader.ReadInt32();
        if (dimensions is < 1 or > 8192) throw new InvalidDataException("the number of components is out of range");
        var moments = new Moments(dimensions) { Count = reader.ReadInt64() };
        if (moments.Count < 0) throw new InvalidDataException("a count is negative");
        for (var i = 0; i < dimensions; i++) moments._sum[i] = Read(reader);
        for (var i = 0; i < dimensions; i++)
            for (var j = i; j < dimensions; j++) moments.Product(i, j) = Read(reader);
        return moments;
    }

    /// <summary>The mean embedding; needs a record.</summary>
    public double[] Mean()
    {
        Flush();
        var mean = new double[Dimensions];
        for (var i = 0; i < mean.Length; i++) mean[i] = (double)_sum[i] / Scale / Count;
        return mean;
    }

    /// <summary>The second moment Σ x xᵀ / n, d × d, not centred; needs a record.</summary>
    public SymmetricMatrix Second()
    {
        Flush();
        var second = new SymmetricMatrix(Dimensions);
        for (var i = 0; i < Dimensions; i++)
            for (var j = i; j < Dimensions; j++) second[i, j] = second[j, i] = (double)Product(i, j) / Scale / Count;
        return second;
    }

    /// <summary>The covariance (Σ x xᵀ − n μ μᵀ) / (n − 1); needs two records.</summary>
    public SymmetricMatrix Covariance()
    {
        var (mean, covariance) = (Mean(), Second());
        var factor = Count / (Count - 1.0);
        for (var i = 0; i < Dimensions; i++)
            for (var j = 0; j < Dimensions; j++) covariance[i, j] = (covariance[i, j] - (mean[i] * mean[j])) * factor;
        return covariance;
    }

    /// <summary>
    /// Mean cosine of all pairs of records, for embeddings of length 1: (‖Σx‖² − Σ‖x‖²) / (n (n − 1)); null for fewer than two records. −1…1; the
    /// higher, the more alike.
    /// </summary>
    public double? MeanCosine()
    {
        if (Count < 2) return null;
        Flush();
        double squared = 0, own = 0;
        for (var i = 0; i < Dimensions; i++)
        {
            var sum = (double)_sum[i] / Scale;
            squared += sum * sum;
            own += (double)Product(i, i) / Scale;
        }
        return Math.Clamp((squared - own) / ((double)Count * (Count - 1)), -1, 1);
    }

    private ref Int128 Product(int i, int j) => ref _products[(i * _stride) + j];

    private static void Write(BinaryWriter writer, Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt128LittleEndian(bytes, value);
        writer.Write(bytes);
    }

    private static Int128 Read(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[16];
        reader.BaseStream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt128LittleEndian(bytes);
    }

    private void Flush()
    {
        if (_pending == 0) return;
        Sum(row: 0, _pending, times: 1);
        _pending = 0;
    }

    /// <summary>Adds some rows of the batch, each so many times.</summary>
    private void Sum(int row, int rows, long times)
    {
        for (var at = row; at < row + rows; at++)
            for (var i = 0; i < Dimensions; i++) _sum[i] += (Int128)Math.Round(_batch[(at * _stride) + i] * Scale) * times;
        var blocks = (Dimensions + Tall - 1) / Tall;
        if (Threads > 1 && rows > 16)
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = Threads }, block => SumRows(block * Tall, row, rows, times));
        else
            for (var block = 0; block < blocks; block++) SumRows(block * Tall, row, rows, times);
    }

    /// <summary>The products of four components with all that don't stand before them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumRows(int i, int row, int rows, long times)
    {
        Span<long> sums = stackalloc long[Tall * Wide];
        var offset = BitConverter.DoubleToInt64Bits(Magic) * rows;
        ref var batch = ref MemoryMarshal.GetArrayDataReference(_batch);
        for (var j = i / Wide * Wide; j < _stride; j += Wide)
        {
            Tile(ref Unsafe.Add(ref batch, (row * _stride) + i), ref Unsafe.Add(ref batch, (row * _stride) + j), rows, sums);
            for (var k = 0; k < sums.Length; k++)
                _products[((i + (k / Wide)) * _stride) + j + (k % Wide)] += (Int128)(sums[k] - offset) * times;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Tile(ref double left, ref double right, int rows, Span<long> sums)
    {
        var magic = Vector256.Create(Magic);
        Vector256<long> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
        for (var row = 0; row < rows; row++)
        {
            var low = Vector256.LoadUnsafe(ref right);
            var high = Vector256.LoadUnsafe(ref right, 4);
            // One rounding: of the exact product to a multiple of 2⁻⁴⁰. What wraps around in the sums wraps back.
            var x = Vector256.Create(left);
            a0 += Vector256.FusedMultiplyAdd(x, low, magic).AsInt64();
            b0 += Vector256.FusedMultiplyAdd(x, high, magic).AsInt64();
            x = Vector256.Create(Unsafe.Add(ref left, 1));
            a1 += Vector256.FusedMultiplyAdd(x, low, magic).AsInt64();
            b1 += Vector256.FusedMultiplyAdd(x, high, magic).AsInt64();
            x = Vector256.Create(Unsafe.Add(ref left, 2));
            a2 += Vector256.FusedMultiplyAdd(x, low, magic).AsInt64();
            b2 += Vector256.FusedMultiplyAdd(x, high, magic).AsInt64();
            x = Vector256.Create(Unsafe.Add(ref left, 3));
            a3 += Vector256.FusedMultiplyAdd(x, low, magic).AsInt64();
            b3 += Vector256.FusedMultiplyAdd(x, high, magic).AsInt64();
            left = ref Unsafe.Add(ref left, _stride);
            right = ref Unsafe.Add(ref right, _stride);
        }
        a0.CopyTo(sums);
        b0.CopyTo(sums[4..]);
        a1.CopyTo(sums[8..]);
        b1.CopyTo(sums[12..]);
        a2.CopyTo(sums[16..]);
        b2.CopyTo(sums[20..]);
        a3.CopyTo(sums[24..]);
        b3.CopyTo(sums[28..]);
    }
}
