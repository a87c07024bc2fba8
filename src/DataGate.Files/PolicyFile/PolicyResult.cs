using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>A policy, or all that is wrong with it.</summary>
/// <param name="Policy">Null where there is any problem.</param>
/// <param name="Problems">By file in the order of reading, then by position.</param>
/// <param name="Resolved">The policy with its bases merged in, each part with its place; null where the file holds no map. See <see cref="PolicyPrinter"/>.</param>
/// <param name="FilesRead">Absolute paths of the policy, its bases and the leaves of its taxonomies, the policy first.</param>
/// <param name="Fence">What the policy may read.</param>
public sealed record PolicyResult(
    Policy? Policy, ImmutableArray<PolicyProblem> Problems, MappingNode? Resolved, ImmutableArray<string> FilesRead, RepositoryFence Fence);
