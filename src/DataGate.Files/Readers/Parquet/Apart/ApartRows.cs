namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>Rows as they come from the other process.</summary>
internal sealed class ApartRows(ApartTable table, int columns) : IParquetRows
{
    private int[] _lengths = [], _starts = [];
    private ReadOnlyMemory<byte> _values;
    private bool _isAsked;

    public int Count { get; private set; }

    public bool NextChunk()
    {
        var isFirst = !_isAsked;
        _isAsked = true;
        Count = 0;
        return table.Next(isFirst, Take);
    }

    public bool IsTooLong(int row) => columns > 0 && _lengths[row] == ParquetServer.TooLong;

    public bool IsNull(int column, int row) => _lengths[(column * Count) + row] < 0;

    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        var at = (column * Count) + row;
        return _values.Span.Slice(_starts[at], _lengths[at]);
    }

    public void Dispose()
    {
        // They are the table's.
    }

    /// <summary>Rows, the lengths of each column's values, the values of each column.</summary>
    private void Take(FrameReader frame)
    {
        var rows = frame.Count();
        if (rows == 0 || (long)rows * Math.Max(1, columns) > FrameWriter.MaxLength) throw new InvalidDataException("no rows, or too many");
        var count = rows * columns;
        if (_lengths.Length < count) (_lengths, _starts) = (new int[count], new int[count]);
        frame.Numbers(_lengths.AsSpan(0, count));
        _values = frame.Rest();
        long start = 0;
        for (var i = 0; i < count; i++)
        {
            if (_lengths[i] < ParquetServer.TooLong) throw new InvalidDataException("a length is negative");
            _starts[i] = (int)start;
            start += Math.Max(0, _lengths[i]);
            if (start > _values.Length) throw new InvalidDataException("values lie beyond their frame");
        }
        if (start != _values.Length) throw new InvalidDataException("a frame has more than its values");
        Count = rows;
    }
}
