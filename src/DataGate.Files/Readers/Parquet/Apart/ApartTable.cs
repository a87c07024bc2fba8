using System.Collections.Immutable;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>A Parquet file that another process reads.</summary>
internal sealed class ApartTable : IParquetTable
{
    private readonly ParquetProcess _process;
    private readonly CancellationToken _stopped;
    private readonly CancellationTokenRegistration _stop;
    private bool _isFine;

    /// <param name="start">How to start the process, where none stands idle.</param>
    /// <param name="path">Of a file, found whole.</param>
    /// <param name="stopped">Ends the process.</param>
    /// <exception cref="ParquetException">It can't be read.</exception>
    public ApartTable(ParquetStart start, string path, CancellationToken stopped)
    {
        _process = ParquetApart.Rent(start);
        (_stopped, _stop) = (stopped, stopped.Register(_process.Kill));
        try
        {
            _process.Requests.Begin(FrameKind.Open).Text(DuckDbLibrary.Folder ?? "").Text(Path.GetFullPath(path));
            Columns = Answer(ofQuery: false, () => _process.Ask(), ReadColumns);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ImmutableArray<ParquetColumn> Columns { get; }

    public IParquetRows Rows(IReadOnlyCollection<string> expressions, int longest, int? limit = null)
    {
        _process.Requests.Begin(FrameKind.Query).Number(longest).Number(limit ?? -1).Number(expressions.Count);
        foreach (var expression in expressions) _process.Requests.Text(expression);
        return new ApartRows(this, expressions.Count);
    }

    /// <summary>The next answer to a query.</summary>
    /// <param name="isFirst">Whether the query is still to be sent.</param>
    /// <param name="take">Takes rows out of their frame; not called at the end.</param>
    /// <returns>Whether there were rows.</returns>
    internal bool Next(bool isFirst, Action<FrameReader> take) => Answer(ofQuery: true, () => isFirst ? _process.Ask() : _process.Next(), frame =>
    {
        if (frame.Kind == FrameKind.End) return !(_isFine = true);
        take(frame);
        return true;
    });

    public void Done()
    {
        // It is, where its last answer was the end.
    }

    public void Dispose()
    {
        _stop.Dispose();
        if (_isFine && !_stopped.IsCancellationRequested) ParquetApart.Return(_process);
        else _process.Dispose();
        _isFine = false;
    }

    private T Answer<T>(bool ofQuery, Func<FrameReader> next, Func<FrameReader, T> take)
    {
        try
        {
            var frame = next();
            switch (frame.Kind)
            {
                case FrameKind.Columns when !ofQuery:
                case FrameKind.Rows or FrameKind.End when ofQuery:
                    return take(frame);
                case FrameKind.Failure:
                    _isFine = true;
                    throw new DuckDbException(frame.Text());
                case FrameKind.NoLibrary when !ofQuery:
                    throw new NoParquetException(frame.Text());
                default:
                    throw new InvalidDataException("an answer to nothing");
            }
        }
        catch (InvalidDataException e)
        {
            _isFine = false;
            throw new ParquetProcessException($"what reads Parquet sends what is no answer ({e.Message}): this file, or one before it, may have been made to do that");
        }
        catch (ParquetProcessException)
        {
            _stopped.ThrowIfCancellationRequested();
            throw;
        }
    }

    private static ImmutableArray<ParquetColumn> ReadColumns(FrameReader frame)
    {
        var columns = ImmutableArray.CreateBuilder<ParquetColumn>();
        for (var left = frame.Count(); left > 0; left--)
        {
            var (name, form, expression) = (frame.Text(), (ColumnForm)frame.Number(), frame.Text());
            if (!Enum.IsDefined(form)) throw new InvalidDataException("a column of no form");
            columns.Add(new ParquetColumn(name, form, expression));
        }
        return columns.ToImmutable();
    }
}
