using System.Collections.Immutable;
using System.Text;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet;

/// <summary>A Parquet file as DuckDB reads it in this process. Anything that fails in it ends it: its database is not used again.</summary>
internal sealed class ParquetTable : IParquetTable
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

    public ImmutableArray<ParquetColumn> Columns { get; }

    public IParquetRows Rows(IReadOnlyCollection<string> expressions, int longest, int? limit = null) => new QueriedRows(
        _database.Query($"SELECT {(expressions.Count == 0 ? "NULL" : string.Join(", ", expressions))} FROM {_source}{(limit is { } most ? FormattableString.Invariant($" LIMIT {most}") : "")}"), expressions.Count, longest);

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
