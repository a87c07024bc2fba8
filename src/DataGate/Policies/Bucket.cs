using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DataGate.Documents;

namespace DataGate.Policies;

/// <summary>Values that a field may have: exact texts or globs (<c>*</c> any run, <c>?</c> any one character).</summary>
public sealed record FieldMatch(FieldPath Field, ImmutableArray<ValuePattern> Values, PolicyPlace Place);

/// <summary>A named rare case: every selector given must hold.</summary>
public sealed record Bucket
{
    public required string Name { get; init; }

    /// <summary>Field values; all fields named must match.</summary>
    public ImmutableArray<FieldMatch> Where { get; init; } = [];

    /// <summary>A pattern that the text must contain, from the linear-time engine; null: any text.</summary>
    public Regex? Matches { get; init; }

    /// <summary>Phrases that the text must be near to one of; null: any text.</summary>
    public Nearness? Near { get; init; }

    public required PolicyPlace Place { get; init; }
}
