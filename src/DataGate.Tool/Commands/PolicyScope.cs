using System.Collections.Immutable;

namespace DataGate.Tool.Commands;

/// <summary>Which policies a check is of.</summary>
/// <param name="Folder">Full path of the folder that the datasets' names start from where there are several policies.</param>
/// <param name="Policies">Full paths, in order; one at least.</param>
/// <param name="IsSeveral">Whether all that stand in the folder and below are meant, be it only one.</param>
internal sealed record PolicyScope(string Folder, ImmutableArray<string> Policies, bool IsSeveral);
