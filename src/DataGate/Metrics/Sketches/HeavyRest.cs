using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Finds the heavy ones among unheld keys: combinatorial group testing (Cormode and Muthukrishnan 2005). Each of two rows of
/// cells (4,096, unless there are many groups) keeps a cell's weight and, for each bit, the weight of its keys that have the bit; where one key holds most of a
/// cell's weight the bits spell it.
/// </summary>
public sealed class HeavyRest : Rest
{
    /// <summary>The binary logarithm of a row's cells.</summary>
    public const int MostCells = 12;

    private const int Rows = 2, RowShift = MostCells, Width = 65;

    /// <summary>Two keys of one cell differ in fewer than 6 bits about once in 10⁹ pairs.</summary>
    private const int LeastAway = 6;

    private readonly int _count;
    private readonly int _meanAway;
    private long[]? _cells;
    private bool _isEmpty = true;

    /// <param name="cellsLog">The binary logarithm of a row's cells: what keys share a cell blurs what is known of them.</param>
    public HeavyRest(int cellsLog = MostCells) => (_count, _meanAway) = (1 << cellsLog, (64 - cellsLog) / 2);

    /// <summary>Cells of all rows.</summary>
    public static int CellsOf(int cellsLog) => Rows << cellsLog;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(ulong key, long weight)
    {
        _cells ??= new long[Rows * _count * Width];
        _isEmpty = false;
        ref var first = ref MemoryMarshal.GetReference(Cell(0, key));
        ref var second = ref MemoryMarshal.GetReference(Cell(1, key));
        first += weight;
        second += weight;
        var (bits, all, some) = (Vector256.Create(1L, 2L, 4L, 8L), Vector256.Create((long)key), Vector256.Create(weight));
        for (nuint at = 1; at < Width; at += (nuint)Vector256<long>.Count)
        {
            var added = Vector256.Equals(all & bits, bits) & some;
            (Vector256.LoadUnsafe(ref first, at) + added).StoreUnsafe(ref first, at);
            (Vector256.LoadUnsafe(ref second, at) + added).StoreUnsafe(ref second, at);
            bits <<= Vector256<long>.Count;
        }
    }

    /// <summary>The heaviest key with an upper estimate of its weight (too high by at most the other keys of its cells); 0 when there is none.</summary>
    public (ulong Key, long Weight) Heaviest()
    {
        (ulong Key, long Weight) best = (0, 0);
        if (_isEmpty) return best;
        for (var row = 0; row < Rows; row++)
        {
            for (var index = 0; index < _count; index++)
            {
                var cell = _cells.AsSpan(((row * _count) + index) * Width, Width);
                if (cell[0] <= best.Weight) continue;
                var key = Decode(cell);
                if (CellOf(row, key) != index) continue;
                var weight = Weight(key);
                if (weight > best.Weight || (weight == best.Weight && key < best.Key)) best = (key, weight);
            }
        }
        return best;
    }

    /// <summary>
    /// Whether a key's weight surely exceeds <paramref name="bound"/>: by a lower bound to which other keys add nothing or less, so
    /// that it is no larger than the sum of the bounds of any parts. It falls short of the weight by about 3.3 times what else its
    /// emptier cell holds: 1/1,250 of all weight where that is spread evenly.
    /// </summary>
    public bool Exceeds(ulong key, long bound)
    {
        if (_isEmpty) return false;
        for (var row = 0; row < Rows; row++)
        {
            var cell = Cell(row, key);
            if (cell[0] > bound && cell[0] - (Away(cell, key) / LeastAway) > bound) return true;
        }
        return false;
    }

    /// <summary>
    /// About what a key weighs, without bias: its emptier cell's weight, less what the bits say of the cell's other keys (off by a
    /// seventh of the root of the sum of their squared weights).
    /// </summary>
    public long Estimate(ulong key)
    {
        if (_isEmpty) return 0;
        var (least, weight) = (long.MaxValue, 0L);
        for (var row = 0; row < Rows; row++)
        {
            var cell = Cell(row, key);
            var away = Away(cell, key);
            if (away < least) (least, weight) = (away, cell[0] - ((away + (_meanAway / 2)) / _meanAway));
        }
        return weight;
    }

    public override void Merge(Rest other)
    {
        if (((HeavyRest)other) is not { _isEmpty: false, _cells: { } cells }) return;
        _cells ??= new long[Rows * _count * Width];
        _isEmpty = false;
        // Cells of a larger row that agree in the bits that this one has fall together.
        var count = ((HeavyRest)other)._count;
        for (var i = 0; i < cells.Length; i++)
        {
            var (cell, at) = (i / Width, i % Width);
            _cells[((((cell / count) * _count) + ((cell % count) & (_count - 1))) * Width) + at] += cells[i];
        }
    }

    public override void Remove(Rest part)
    {
        if (((HeavyRest)part) is not { _isEmpty: false, _cells: { } cells }) return;
        for (var i = 0; i < cells.Length; i++) _cells![i] -= cells[i];
    }

    /// <summary>Keeps the cells' memory: parts are emptied and filled again many times.</summary>
    public override void Clear()
    {
        if (!_isEmpty) Array.Clear(_cells!);
        _isEmpty = true;
    }

    public override void Save(BinaryWriter writer)
    {
        writer.Write(!_isEmpty);
        if (_isEmpty) return;
        if (writer is QuickWriter) PackedWeights.Save(writer, _cells);
        else writer.Write(MemoryMarshal.AsBytes(_cells.AsSpan()));
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        if (!reader.ReadBoolean()) return;
        _cells ??= new long[Rows * _count * Width];
        _isEmpty = false;
        if (reader is MovedChunks moved) PackedWeights.AddSaved(moved, _cells);
        else reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_cells.AsSpan()));
    }

    public override void MergeSaved(MovedChunks reader)
    {
        if (!reader.ReadBoolean()) return;
        _cells ??= new long[Rows * _count * Width];
        _isEmpty = false;
        PackedWeights.AddSaved(reader, _cells);
    }

    private static ulong Decode(ReadOnlySpan<long> cell)
    {
        ulong key = 0;
        for (var bit = 0; bit < 64; bit++)
            if (cell[1 + bit] * 2 > cell[0]) key |= 1UL << bit;
        return key;
    }

    /// <summary>The weight of a cell's other keys, each times the bits in which it differs from <paramref name="key"/>.</summary>
    private static long Away(ReadOnlySpan<long> cell, ulong key)
    {
        long away = 0;
        for (var bit = 0; bit < 64; bit++) away += ((key >> bit) & 1) == 0 ? cell[1 + bit] : cell[0] - cell[1 + bit];
        return away;
    }

    private long Weight(ulong key)
    {
        var weight = long.MaxValue;
        for (var row = 0; row < Rows; row++) weight = Math.Min(weight, Cell(row, key)[0]);
        return weight;
    }

    private int CellOf(int row, ulong key) => (int)((key >> (row * RowShift)) & (ulong)(_count - 1));

    private Span<long> Cell(int row, ulong key) => _cells.AsSpan(((row * _count) + CellOf(row, key)) * Width, Width);
}
