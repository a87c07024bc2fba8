using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Rules.Reading;

/// <summary>
/// <para>What: one fault of a file or of a record, at its line.</para>
/// <para>Why: a row that can't be read is a row that no budget sees.</para>
/// <para>Example: a line cut off by an interrupted upload.</para>
/// </summary>
/// <param name="Kind">The fault.</param>
/// <param name="Code">Its code.</param>
/// <param name="Severity">What the policy says it is worth.</param>
/// <param name="Says">The sentence, given the reader's detail.</param>
public sealed record ReadingRule(
    ReadingProblemKind Kind, string Code, Func<Policies.Reading, Severity> Severity, Func<string, string> Says)
{
    /// <summary>Whether the record is left out for it, and its rows so no part of any number.</summary>
    public bool LeavesOut => Kind is ReadingProblemKind.Malformed or ReadingProblemKind.MissingText or ReadingProblemKind.NotText or ReadingProblemKind.LineTooLong or ReadingProblemKind.TooDeep;

    /// <summary>The policy's word for what it is worth.</summary>
    internal string Key => Kind is ReadingProblemKind.MissingText or ReadingProblemKind.NotText ? "missing-text" : "malformed";
}

/// <summary>Every fault that readers report, each with its code.</summary>
public static class ReadingRules
{
    public static ImmutableArray<ReadingRule> All { get; } =
    [
        new(ReadingProblemKind.Malformed, RuleCodes.Malformed, r => r.Malformed, d => $"This is not a record: {Clause(d)}. It was left out."),
        new(ReadingProblemKind.Truncated, RuleCodes.Truncated, _ => Policies.Severity.Error, d => $"The file is cut off: {Clause(d)}. What is missing was not judged."),
        new(ReadingProblemKind.InvalidUtf8, RuleCodes.InvalidUtf8, r => r.Malformed, d => $"This is not valid UTF-8: {Clause(d)}."),
        new(ReadingProblemKind.DuplicateKey, RuleCodes.DuplicateKey, r => r.DuplicateKey, d => $"In this record {Clause(d)}."),
        new(ReadingProblemKind.MissingText, RuleCodes.MissingText, r => r.MissingText, d => $"The record has no '{d}', which the policy's text names. It was left out."),
        new(ReadingProblemKind.NotText, RuleCodes.NotText, r => r.MissingText, d => $"The record's text is not a string: {d}. It was left out."),
        new(ReadingProblemKind.EmptyText, RuleCodes.EmptyText, r => r.EmptyText, _ => "The record's text is empty."),
        new(ReadingProblemKind.LineTooLong, RuleCodes.LineTooLong, r => r.Malformed, d => $"The record is longer than the limit: {Clause(d)}. It was left out."),
        new(ReadingProblemKind.TooDeep, RuleCodes.TooDeep, r => r.Malformed, d => $"The record nests deeper than the limit: {Clause(d)}. It was left out."),
        new(ReadingProblemKind.UnusableValue, RuleCodes.UnusableValue, r => r.Malformed, d => $"A value of the record can't be used: {d}."),
        new(ReadingProblemKind.Unreadable, RuleCodes.Unreadable, _ => Policies.Severity.Error, d => $"The file was not read to its end: {Clause(d)}."),
        new(ReadingProblemKind.Dialect, RuleCodes.Dialect, _ => Policies.Severity.Note, d => $"The file is written otherwise than its format says: {Clause(d)}."),
        new(ReadingProblemKind.NoLibrary, RuleCodes.NoLibrary, _ => Policies.Severity.Error, d => $"The file was not read: {Clause(d)}."),
    ];

    private static string Clause(string detail) => detail.TrimEnd('.', ' ');

    public static ReadingRule For(ReadingProblemKind kind) => All.First(rule => rule.Kind == kind);
}
