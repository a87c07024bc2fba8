using DataGate.Files.Paths;

namespace DataGate.Files.Datasets;

/// <summary>What one search of the file system keeps in mind: its limits, and what it passed over.</summary>
internal sealed class GlobWalk(RepositoryFence fence)
{
    /// <summary>Linked folders in one path, and in one search.</summary>
    public const int MaxLinksInPath = 8;
    private const int MaxLinkedFolders = 10_000;

    private int _linkedFolders;

    public RepositoryFence Fence => fence;

    /// <summary>Files seen, and what each is without links.</summary>
    public Dictionary<string, string> RealPaths { get; } = new(StringComparer.Ordinal);

    /// <summary>Absolute paths that were passed over.</summary>
    public Dictionary<string, Refusal> Refused { get; } = new(StringComparer.Ordinal);

    public void Refuse(string path, RefusalReason reason) => Refused[path] = new Refusal(path, reason);

    public bool MayEnterLink() => _linkedFolders++ < MaxLinkedFolders;
}

/// <summary>A path that was passed over, and why.</summary>
internal sealed record Refusal(string Path, RefusalReason Reason);
