namespace DataGate.Files.Reports;

/// <summary>What a report has to know beside the verdict.</summary>
public sealed record ReportOptions
{
    /// <summary>Columns of the terminal, for tables. Default: 0, unlimited. Fewer than 20 count as 20.</summary>
    public int Width { get; init; }

    /// <summary>Whether text is coloured with ANSI sequences. Default: false.</summary>
    public bool Color { get; init; }

    /// <summary>DataGate's own version.</summary>
    public required string Version { get; init; }

    /// <summary>The policy's file: where a finding points that names no place at all. Default: <c>datagate.yaml</c>.</summary>
    public string PolicyFile { get; init; } = "datagate.yaml";

    /// <summary>The policy's seed, told beside every estimate; null: not told. Default: null.</summary>
    public ulong? Seed { get; init; }
}
