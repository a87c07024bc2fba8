using System.Collections.Concurrent;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>The other side: opens files and sends their rows.</summary>
internal sealed class ParquetServer(Stream answers) : IDisposable
{
    /// <summary>Bytes of values in a frame, beyond which a row begins the next.</summary>
    private const int FrameSize = 1 << 20;

    /// <summary>In place of a value's length.</summary>
    internal const int Null = -1, TooLong = -2;

    private readonly FrameWriter _answer = new(answers);
    private ParquetTable? _table;

    /// <exception cref="IOException">Nobody takes the answers any more.</exception>
    public void Answer(BlockingCollection<byte[]> requests)
    {
        foreach (var request in requests.GetConsumingEnumerable())
        {
            using var bytes = new MemoryStream(request);
            var frame = new FrameReader(bytes);
            frame.Next();
            try
            {
                if (frame.Kind == FrameKind.Open) Open(frame);
                else Query(frame);
            }
            catch (DuckDbException e)
            {
                Close();
                _answer.Begin(FrameKind.Failure).Text(e.Message).Send();
            }
        }
    }

    public void Dispose() => Close();

    private void Open(FrameReader request)
    {
        Close();
        DuckDbLibrary.Folder = request.Text() is { Length: > 0 } folder ? folder : null;
        if (DuckDbLibrary.Load() is { } whyNot)
        {
            _answer.Begin(FrameKind.NoLibrary).Text(whyNot).Send();
            return;
        }
        _table = new ParquetTable(request.Text());
        _answer.Begin(FrameKind.Columns).Number(_table.Columns.Length);
        foreach (var column in _table.Columns) _answer.Text(column.Name).Number((int)column.Form).Text(column.Expression);
        _answer.Send();
    }

    private void Query(FrameReader request)
    {
        var (longest, limit) = (request.Number(), request.Number());
        var expressions = new string[request.Count()];
        for (var i = 0; i < expressions.Length; i++) expressions[i] = request.Text();
        using (var rows = _table!.Rows(expressions, longest, limit < 0 ? null : limit))
            while (rows.NextChunk()) Send(rows, expressions.Length);
        _table.Done();
        Close();
        _answer.Begin(FrameKind.End).Send();
    }

    private void Send(IParquetRows rows, int columns)
    {
        var lengths = new int[columns][];
        for (var column = 0; column < columns; column++) lengths[column] = new int[rows.Count];
        for (var from = 0; from < rows.Count;)
        {
            var (size, to) = (0L, from);
            for (; to < rows.Count && (to == from || size < FrameSize); to++)
                for (var column = 0; column < columns; column++)
                    size += Math.Max(0, lengths[column][to] = rows.IsTooLong(to) ? TooLong : rows.IsNull(column, to) ? Null : rows.Bytes(column, to).Length);
            _answer.Begin(FrameKind.Rows).Number(to - from);
            for (var column = 0; column < columns; column++) _answer.Numbers(lengths[column].AsSpan(from..to));
            for (var column = 0; column < columns; column++)
                for (var row = from; row < to; row++)
                    if (lengths[column][row] > 0) _answer.Bytes(rows.Bytes(column, row));
            _answer.Send();
            from = to;
        }
    }

    private void Close()
    {
        _table?.Dispose();
        _table = null;
    }
}
