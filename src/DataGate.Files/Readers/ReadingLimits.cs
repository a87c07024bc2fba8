namespace DataGate.Files.Readers;

/// <summary>What a reader accepts before it calls a record hostile. Part of what is measured, so never taken from the machine.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    /// <summary>Bytes of one line or array element. Default 16 MiB. A longer one is skipped and reported.</summary>
    public int RecordLength { get; init; } = 16 << 20;

    /// <summary>Objects and arrays within one another, the record itself counted. Default 128. A deeper record is skipped and reported.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>Bytes that a packed file may unpack to, however small it is. Default 1 GiB. Beyond them at most 1,000 for each of its own are read, and the rest is reported.</summary>
    public long Unpacked { get; init; } = 1L << 30;
}
