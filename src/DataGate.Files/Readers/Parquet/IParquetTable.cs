using System.Collections.Immutable;

namespace DataGate.Files.Readers.Parquet;

/// <summary>A Parquet file whose rows can be asked for.</summary>
internal interface IParquetTable : IDisposable
{
    /// <summary>At the top, in the file's order.</summary>
    ImmutableArray<ParquetColumn> Columns { get; }

    /// <summary>All rows in their order: what the expressions give, each a text or bytes. Once.</summary>
    /// <param name="expressions">What to ask for; nothing: rows without values.</param>
    /// <param name="longest">Bytes that the values of a row may have together; those of a longer one are not given.</param>
    /// <param name="limit">How many; null: all.</param>
    /// <exception cref="ParquetException">They can't be read.</exception>
    IParquetRows Rows(IReadOnlyCollection<string> expressions, int longest, int? limit = null);

    /// <summary>Told when all was read that was asked for.</summary>
    void Done();
}

/// <summary>The rows of a file, some at a time; earlier ones are gone when the next come.</summary>
internal interface IParquetRows : IDisposable
{
    /// <summary>Rows that are here.</summary>
    int Count { get; }

    /// <summary>Goes to the next rows; false: there are no more.</summary>
    /// <exception cref="ParquetException">They can't be read.</exception>
    bool NextChunk();

    /// <summary>Whether a row is longer than it may be, so that it has no values.</summary>
    bool IsTooLong(int row);

    bool IsNull(int column, int row);

    /// <summary>A value that isn't null, of a row that isn't too long.</summary>
    ReadOnlySpan<byte> Bytes(int column, int row);
}
