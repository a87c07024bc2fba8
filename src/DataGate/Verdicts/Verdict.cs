using System.Collections.Immutable;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>What a check says: the one place that decides whether it passed.</summary>
/// <param name="Datasets">In the policy's order.</param>
/// <param name="Whole">Findings of no one dataset.</param>
public sealed record Verdict(ImmutableArray<DatasetVerdict> Datasets, ImmutableArray<Finding> Whole)
{
    /// <summary>Every finding, in the order that reports show them.</summary>
    public ImmutableArray<Finding> Findings => [.. Whole, .. Datasets.SelectMany(dataset => dataset.Findings)];

    /// <summary>How many budgets were judged, on all slices.</summary>
    public int Judged => Datasets.Sum(dataset => dataset.Rulings.Count(ruling => ruling.Outcome != Outcome.NotJudged));

    /// <summary>Whether a budget of severity error is broken, or data is unfit.</summary>
    public bool IsViolated => Findings.Any(finding => finding is { Kind: FindingKind.Violation, Severity: Severity.Error });

    /// <summary>Whether something that had to be judged was not.</summary>
    public bool IsIncomplete => Findings.Any(finding => finding is { Kind: FindingKind.NotJudged, Severity: Severity.Error });
}
