using System.Collections.Immutable;

namespace DataGate.Files.Git;

/// <summary>Codes of what keeps a revision from being read. Codes are never reused.</summary>
public static class GitCodes
{
    public const string NoGit = "DG0030";
    public const string NoRepository = "DG0031";
    public const string UnknownRevision = "DG0032";

    /// <summary>A shallow or partial clone.</summary>
    public const string NotInClone = "DG0033";

    public const string PointerOnly = "DG0034";
    public const string Failed = "DG0035";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (NoGit, "Git is not there"),
        (NoRepository, "Not in a git repository"),
        (UnknownRevision, "Unknown revision"),
        (NotInClone, "The clone lacks the revision"),
        (PointerOnly, "Content of a revision is only a Git LFS pointer"),
        (Failed, "Git could not read the revision"),
    ];
}
