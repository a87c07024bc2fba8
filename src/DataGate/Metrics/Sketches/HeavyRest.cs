using System.Numerics;
using System.Runtime.InteropServices;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Finds the heavy ones among unheld keys: combinatorial group testing (Cormode and Muthukrishnan 2005). Each of two rows of
/// 4,096 cells keeps a cell's weight and, for each bit, the weight of its keys that have the bit; where one key holds most of a
/// cell's weight the bits spell it.
/// </summary>
public sealed class HeavyRest : Rest
{
    private const int Rows = 2, CellsLog = 12, Cells = 1 << CellsLog, Width = 65;
    private long[]? _cells;
    private bool _isEmpty = true;

    public override void Add(ulong key, long weight)
    {
        _cells ??= new long[Rows * Cells * Width];
        _isEmpty = false;
        for (var row = 0; row < Rows; row++)
        {
            var cell = Cell(row, key);
            cell[0] += weight;
            for (var bits = key; bits != 0; bits &= bits - 1) cell[1 + BitOperations.TrailingZeroCount(bits)] += weight;
        }
    }

    /// <summary>The heaviest key with an upper estimate of its weight (too high by at most the other keys of its cells); 0 when there is none.</summary>
    public (ulong Key, long Weight) Heaviest()
    {
        (ulong Key, long Weight) best = (0, 0);
        if (_isEmpty) return best;
        for (var row = 0; row < Rows; row++)
        {
            for (var index = 0; index < Cells; index++)
            {
                var cell = _cells.AsSpan(((row * Cells) + index) * Width, Width);
                if (cell[0] <= best.Weight) continue;
                var key = Decode(cell);
                if (CellOf(row, key) != index) continue;
                var weight = Weight(key);
                if (weight > best.Weight || (weight == best.Weight && key < best.Key)) best = (key, weight);
            }
        }
        return best;
    }

    public override void Merge(Rest other)
    {
        if (((HeavyRest)other) is not { _isEmpty: false, _cells: { } cells }) return;
        _cells ??= new long[cells.Length];
        _isEmpty = false;
        for (var i = 0; i < cells.Length; i++) _cells[i] += cells[i];
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
        if (!_isEmpty) writer.Write(MemoryMarshal.AsBytes(_cells.AsSpan()));
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        if (!reader.ReadBoolean()) return;
        _cells ??= new long[Rows * Cells * Width];
        _isEmpty = false;
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(_cells.AsSpan()));
    }

    private static ulong Decode(ReadOnlySpan<long> cell)
    {
        ulong key = 0;
        for (var bit = 0; bit < 64; bit++)
            if (cell[1 + bit] * 2 > cell[0]) key |= 1UL << bit;
        return key;
    }

    private long Weight(ulong key)
    {
        var weight = long.MaxValue;
        for (var row = 0; row < Rows; row++) weight = Math.Min(weight, Cell(row, key)[0]);
        return weight;
    }

    private static int CellOf(int row, ulong key) => (int)((key >> (row * CellsLog)) & (Cells - 1));

    private Span<long> Cell(int row, ulong key) => _cells.AsSpan(((row * Cells) + CellOf(row, key)) * Width, Width);
}
