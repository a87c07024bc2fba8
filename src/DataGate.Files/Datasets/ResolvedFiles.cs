using System.Collections.Immutable;
using DataGate.Policies;

namespace DataGate.Files.Datasets;

/// <summary>The files that a file set names, and what each of its globs did.</summary>
/// <param name="Files">Each file once, ordered by its path from the set's folder, ordinal.</param>
/// <param name="Globs">In the policy's order.</param>
/// <param name="Refused">What was passed over and why; nothing is left out without standing here.</param>
public sealed record ResolvedFiles(
    ImmutableArray<ResolvedFile> Files, ImmutableArray<GlobMatch> Globs, ImmutableArray<RefusedPath> Refused);

/// <param name="FullPath">Absolute.</param>
/// <param name="Shown">As the person who runs the check would name it, with <c>/</c> between folders.</param>
public sealed record ResolvedFile(string FullPath, string Shown);

/// <param name="Glob">The glob; its place is where the policy spells it.</param>
/// <param name="Files">How many files it matched; for one that excludes, how many it took away.</param>
public sealed record GlobMatch(FileGlob Glob, int Files);

/// <summary>Why a path that a glob could have matched was passed over.</summary>
public enum RefusalReason
{
    /// <summary>It leads out of the repository.</summary>
    Outside,

    /// <summary>Its symbolic links lead in a circle, or through more folders than the limit.</summary>
    Links,

    /// <summary>The folder can't be listed.</summary>
    Unreadable,

    /// <summary>It is a pipe, a socket or a device: to read it may take for ever. Found out on Linux.</summary>
    Special,
}

/// <param name="Shown">As the person who runs the check would name it.</param>
/// <param name="Reason">Why it was passed over.</param>
public sealed record RefusedPath(string Shown, RefusalReason Reason);
