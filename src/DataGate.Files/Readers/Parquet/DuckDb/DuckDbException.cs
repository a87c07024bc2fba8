namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>What DuckDB says went wrong.</summary>
internal sealed class DuckDbException(string message) : IOException(message);
