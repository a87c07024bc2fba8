namespace DataGate.Files.Readers.Parquet;

/// <summary>Why a Parquet file, or the rest of it, can't be read.</summary>
internal abstract class ParquetException(string message) : IOException(message)
{
    /// <summary>For a person, in one line and without a path of this machine.</summary>
    /// <param name="path">Of the file.</param>
    public virtual string Told(string path) => Message;
}

/// <summary>There is no library that reads it.</summary>
internal sealed class NoParquetException(string message) : ParquetException(message);
