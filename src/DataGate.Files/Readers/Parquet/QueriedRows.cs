using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet;

/// <summary>Rows as a query gives them.</summary>
/// <param name="rows">Of the query; disposed of with these.</param>
/// <param name="columns">How many it has.</param>
/// <param name="longest">Bytes that the values of a row may have together.</param>
internal sealed class QueriedRows(DuckDbRows rows, int columns, int longest) : IParquetRows
{
    private readonly DuckDbColumn[] _columns = new DuckDbColumn[columns];

    public int Count => rows.Count;

    public bool NextChunk()
    {
        if (!rows.NextChunk()) return false;
        for (var i = 0; i < _columns.Length; i++) _columns[i] = rows.Column(i);
        return true;
    }

    public bool IsTooLong(int row)
    {
        long length = 0;
        foreach (var column in _columns)
            if (!column.IsNull(row)) length += column.Bytes(row).Length;
        return length > longest;
    }

    public bool IsNull(int column, int row) => _columns[column].IsNull(row);

    public ReadOnlySpan<byte> Bytes(int column, int row) => _columns[column].Bytes(row);

    public void Dispose() => rows.Dispose();
}
