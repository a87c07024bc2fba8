namespace DataGate.Files.Git;

/// <summary>What a revision holds at a path.</summary>
public enum TreeKind
{
    File,

    /// <summary>A symbolic link; never followed.</summary>
    Link,

    /// <summary>Another repository; never followed.</summary>
    Submodule,
}

/// <param name="Path">From the repository's root, with <c>/</c> between folders.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Object id of its content.</param>
public sealed record TreeEntry(string Path, TreeKind Kind, string Id);
