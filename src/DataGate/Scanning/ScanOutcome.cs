using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>A finished scan of a set of files.</summary>
/// <param name="Scan">What it gathered.</param>
/// <param name="Locate">Turns its places into locations.</param>
/// <param name="Files">How many files were read.</param>
public sealed record ScanOutcome(DatasetScan Scan, Func<Place, Location> Locate, int Files)
{
    /// <summary>Files of several records none of which has the text asked for.</summary>
    public TextlessFiles Textless { get; init; } = TextlessFiles.None;

    /// <summary>Files without a record, but for those that are told as shards of a series.</summary>
    public BlankFiles Blank { get; init; } = BlankFiles.None;
}
