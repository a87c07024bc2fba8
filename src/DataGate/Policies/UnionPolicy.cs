using System.Collections.Immutable;

namespace DataGate.Policies;

/// <summary>Budgets that hold of the records of several datasets together.</summary>
public sealed record UnionPolicy
{
    /// <summary>As reports show it.</summary>
    public required string Name { get; init; }

    /// <summary>Each dataset once: those of the policy itself first, then policy by policy.</summary>
    public required ImmutableArray<UnionMember> Members { get; init; }

    /// <summary>Policies whose datasets would be members and that can't be read, as the person who runs the check would name them.</summary>
    public ImmutableArray<string> Unreadable { get; init; } = [];

    /// <summary>Counted budgets of the origin of records, with absolute bounds.</summary>
    public required ImmutableArray<Budget> Budgets { get; init; }

    /// <summary>Who answers for the numbers; null: nobody named.</summary>
    public string? Owner { get; init; }

    public required PolicyPlace Place { get; init; }
}

/// <summary>A dataset of a union.</summary>
/// <param name="PolicyFile">Full path of the policy that holds it.</param>
/// <param name="Dataset">Its name there.</param>
/// <param name="Name">Its name in the union: where its policy is another one, with that policy's folder in front, <c>projects/search:intents</c>.</param>
public sealed record UnionMember(string PolicyFile, string Dataset, string Name);
