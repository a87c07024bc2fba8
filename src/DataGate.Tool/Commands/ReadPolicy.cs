using System.Collections.Immutable;
using DataGate.Files.PolicyFile;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary>A policy of a check, as it was read.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Result">The policy, or what is wrong with it.</param>
/// <param name="Told">What a change does to it; empty: nobody asked.</param>
internal sealed record ReadPolicy(string Path, PolicyResult Result, ImmutableArray<Finding> Told)
{
    /// <summary>The files of the revision that judges; null: as they stand.</summary>
    public PolicyFiles? Files { get; init; }

    /// <summary>The same for the same file, whatever name leads to it.</summary>
    public string Identity { get; } = PolicySearch.Identity(Path);

    /// <summary>Whether it judges nothing and names no other: a base that others extend.</summary>
    public bool IsBase => Result.Resolved is { } map && map.Find("datasets") is null && map.Find("policies") is null;
}
