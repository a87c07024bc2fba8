using DataGate.Files.Readers.Parquet.Apart;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet;

/// <summary>Opens Parquet files: in a process of their own where there is one, else in this.</summary>
internal static class ParquetTables
{
    /// <summary>Why none can be read here, as far as one can see without loading the library; null: they can.</summary>
    public static string? WhyNot() => ParquetApart.Start is null ? DuckDbLibrary.Load() : DuckDbLibrary.Missing();

    /// <param name="path">Of a file, found whole.</param>
    /// <param name="stopped">Ends a reading that is on its way.</param>
    /// <exception cref="ParquetException">It can't be read.</exception>
    public static IParquetTable Open(string path, CancellationToken stopped) =>
        ParquetApart.Start is { } start ? new ApartTable(start, path, stopped) : new ParquetTable(path);
}
