using System.Collections.Immutable;
using DataGate.Files.Baselines;

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

    /// <summary>How the budgets' numbers moved over the committed baselines, for reports that draw it. Default: none.</summary>
    public ImmutableArray<Trend> Trends { get; init; } = [];

    /// <summary>
    /// Turns a file as findings name it into its path from the repository's root, with <c>/</c> between folders, for what looks for
    /// files there. Default: paths start there already.
    /// </summary>
    public Func<string, string> InRepository { get; init; } = static path => path;

    /// <summary>A file from the repository's root; at most the last 4,096 characters, as long as a path may be.</summary>
    internal string FileInRepository(string file)
    {
        const int MaxPath = 4096;
        var path = InRepository(file);
        return path.Length <= MaxPath ? path : path[^MaxPath..];
    }
}
