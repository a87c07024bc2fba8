using System.Collections.Immutable;
using System.Text;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet;

/// <summary>A Parquet file as DuckDB reads it. Anything that fails in it ends it: its database is not used again.</summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly DuckDbDatabase _database;
    private readonly string _source;
    private bool _isFine;

    /// <param name="path">Of a file, found whole.</param>
    /// <exception cref="DuckDbException">It can't be read.</exception>
    public ParquetTable(string path)
    {
        var full = Path.GetFullPath(path);
        _source = $"read_parquet({DuckDbQuoting.Literal(full)}, hive_partitioning = false, union_by_name = false, filename = false, binary_as_string = false)";
        _database = DuckDbPool.Rent(Path.TrimEndingDirectorySeparator(Path.GetDirectoryName(full)!) + Path.DirectorySeparatorChar);
        try
        {
            Columns = Describe();
        }
        catch (DuckDbException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>At the top, in the file's order.</summary>
    public ImmutableArray<ParquetColumn> Columns { get; }

    /// <summary>All rows in their order: what the expressions give, each a text or bytes.</summary>
    /// <param name="expressions">What to ask for; nothing: rows without values.</param>
    /// <param name="limit">How many; null: all.</param>
    public DuckDbRows Rows(IReadOnlyCollection<string> expressions, int? limit = null) =>
        _database.Query($"SELECT {(expressions.Count == 0 ? "NULL" : string.Join(", ", expressions))} FROM {_source}{(limit is { } most ? FormattableString.Invariant($" LIMIT {most}") : "")}");

    /// <summary>Told when all was read that was asked for.</summary>
    public void Done() => _isFine = true;

    public void Dispose()
    {
        if (_isFine) DuckDbPool.Return(_database);
        else _database.Dispose();
    }

    private ImmutableArray<ParquetColumn> Describe()
    {
        var columns = ImmutableArray.CreateBuilder<ParquetColumn>();
        using var rows = _database.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {_source})");
        while (rows.NextChunk())
        {
            var (names, types) = (rows.Column(0), rows.Column(1));
            for (var i = 0; i < rows.Count; i++) columns.Add(ParquetColumn.Of(Encoding.UTF8.GetString(names.Bytes(i)), Encoding.UTF8.GetString(types.Bytes(i))));
        }
        return columns.ToImmutable();
    }
}
