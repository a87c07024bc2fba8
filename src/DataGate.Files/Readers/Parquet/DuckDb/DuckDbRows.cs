using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>The rows of a query, some thousand at a time; earlier ones are gone when the next come.</summary>
internal sealed unsafe class DuckDbRows : IDisposable
{
    private nint _statement, _pending, _chunk;
    private DuckDbHandle _result;
    private bool _hasResult;

    /// <param name="connection">Open as long as this is.</param>
    /// <param name="sql">One statement.</param>
    /// <exception cref="DuckDbException">It can't be carried out.</exception>
    public DuckDbRows(nint connection, string sql)
    {
        try
        {
            if (DuckDbApi.Prepare(connection, sql, out _statement) != DuckDbApi.Success) throw Failure(DuckDbApi.PrepareError(_statement));
            if (DuckDbApi.PendingStreaming(_statement, out _pending) != DuckDbApi.Success) throw Failure(DuckDbApi.PendingError(_pending));
            var state = DuckDbApi.ExecutePending(_pending, out _result);
            _hasResult = true;
            if (state != DuckDbApi.Success) throw Failure(DuckDbApi.ResultError(ref _result));
        }
        catch (DuckDbException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Rows of the chunk.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next rows; false: there are no more.</summary>
    /// <exception cref="DuckDbException">They can't be read.</exception>
    public bool NextChunk()
    {
        DropChunk();
        _chunk = DuckDbApi.FetchChunk(_result);
        if (_chunk == 0 && DuckDbApi.ResultError(ref _result) is not 0 and var error) throw Failure(error);
        Count = _chunk == 0 ? 0 : (int)DuckDbApi.ChunkSize(_chunk);
        return Count > 0;
    }

    /// <summary>A column of the chunk, whose values are texts or bytes.</summary>
    public DuckDbColumn Column(int index)
    {
        var vector = DuckDbApi.ChunkVector(_chunk, (ulong)index);
        return new DuckDbColumn(DuckDbApi.VectorTexts(vector), DuckDbApi.VectorValidity(vector));
    }

    public void Dispose()
    {
        DropChunk();
        if (_hasResult) DuckDbApi.DestroyResult(ref _result);
        _hasResult = false;
        if (_pending != 0) DuckDbApi.DestroyPending(ref _pending);
        if (_statement != 0) DuckDbApi.DestroyPrepare(ref _statement);
    }

    private void DropChunk()
    {
        if (_chunk != 0) DuckDbApi.DestroyChunk(ref _chunk);
    }

    private static DuckDbException Failure(nint message) => new(Marshal.PtrToStringUTF8(message) is { Length: > 0 } text ? text : "DuckDB doesn't say why");
}

/// <summary>One column of a chunk, as long as the chunk is there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly unsafe struct DuckDbColumn(DuckDbText* texts, ulong* validity)
{
    private const int RowsOfWord = 64;

    public bool IsNull(int row) => validity != null && (validity[row / RowsOfWord] >> (row % RowsOfWord) & 1) == 0;

    /// <summary>A value that isn't null.</summary>
    public ReadOnlySpan<byte> Bytes(int row) => DuckDbText.Bytes(texts + row);
}
