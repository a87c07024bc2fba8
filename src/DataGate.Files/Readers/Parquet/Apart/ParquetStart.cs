using System.Collections.Immutable;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>How the process is started that reads Parquet.</summary>
/// <param name="File">What is run.</param>
/// <param name="Arguments">Each as it is; no shell sees them.</param>
public sealed record ParquetStart(string File, ImmutableArray<string> Arguments)
{
    /// <summary>How long it may take to say the next thing. Default: 2 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(ParquetApart.Patience);
}
