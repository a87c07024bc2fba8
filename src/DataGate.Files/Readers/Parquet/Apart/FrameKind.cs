namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>What a frame holds.</summary>
internal enum FrameKind : byte
{
    /// <summary>Request: the folder of the library, empty for none; the file to open.</summary>
    Open = 1,

    /// <summary>Request: the rows of the file that is open, see <see cref="IParquetTable.Rows"/>.</summary>
    Query,

    /// <summary>Answer: the columns of the file.</summary>
    Columns,

    /// <summary>Answer: rows; more follow.</summary>
    Rows,

    /// <summary>Answer: there are no more rows.</summary>
    End,

    /// <summary>Answer: why the request can't be met. The file is closed.</summary>
    Failure,

    /// <summary>Answer: why there is no library.</summary>
    NoLibrary,
}
