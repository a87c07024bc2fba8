using System.Collections.Immutable;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>The datasets that a policy's budgets can reach: its own, and those of the policies that it names.</summary>
/// <param name="All">Its own first, then policy by policy.</param>
/// <param name="Unreadable">Policies that can't be read, as the person who runs the check would name them.</param>
/// <param name="IsComplete">Whether there are no others that couldn't be found.</param>
internal sealed record ReachedDatasets(ImmutableArray<UnionMember> All, ImmutableArray<string> Unreadable, bool IsComplete);
