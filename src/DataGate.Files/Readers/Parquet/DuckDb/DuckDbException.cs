namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>What DuckDB says went wrong.</summary>
internal sealed class DuckDbException(string message) : ParquetException(message)
{
    public override string Told(string path)
    {
        var text = Message.AsSpan();
        var line = text.IndexOf('\n');
        if (line >= 0) text = text[..line];
        return $"DuckDB says: {text.ToString().Replace(Path.GetFullPath(path), "the file", StringComparison.Ordinal)}";
    }
}
