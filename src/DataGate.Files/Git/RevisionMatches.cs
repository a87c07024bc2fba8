using System.Collections.Immutable;

namespace DataGate.Files.Git;

/// <summary>What a file set names in a revision.</summary>
/// <param name="Files">Each file once, ordered by its path from the set's folder, ordinal.</param>
/// <param name="Unmatched">Indexes of the globs that match no file.</param>
/// <param name="Refused">Links and submodules that a glob could have led through, as shown, each with why.</param>
public sealed record RevisionMatches(ImmutableArray<TreeEntry> Files, ImmutableArray<int> Unmatched, ImmutableArray<(string Path, string Why)> Refused);
