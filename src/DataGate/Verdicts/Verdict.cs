using System.Collections.Immutable;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>What a check says: the one place that decides whether it passed.</summary>
/// <param name="Datasets">In the policy's order.</param>
/// <param name="Whole">Findings of no one dataset.</param>
public sealed record Verdict(ImmutableArray<DatasetVerdict> Datasets, ImmutableArray<Finding> Whole)
{
    /// <summary>Of several datasets together, see <see cref="DatasetVerdict.Members"/>; policy by policy.</summary>
    public ImmutableArray<DatasetVerdict> Unions { get; init; } = [];

    /// <summary>Of a check of several policies, each with its part of this verdict; empty: there is one policy.</summary>
    public ImmutableArray<PolicyVerdict> Policies { get; init; } = [];

    /// <summary>Policies that the check left out because the change doesn't touch what they judge, as the person who runs it would name them.</summary>
    public ImmutableArray<string> Untouched { get; init; } = [];

    /// <summary>Everything that budgets were judged of: the datasets, then the unions.</summary>
    public IEnumerable<DatasetVerdict> Scopes => Datasets.Concat(Unions);

    /// <summary>Whether the change touches nothing that is judged, so that nothing was to be judged.</summary>
    public bool IsIdle => Policies.IsEmpty && !Untouched.IsEmpty;

    /// <summary>The verdicts of several policies as one.</summary>
    /// <param name="policies">In order.</param>
    /// <param name="findings">What is to be told besides, of no one policy.</param>
    public static Verdict Of(ImmutableArray<PolicyVerdict> policies, IEnumerable<Finding> findings) =>
        new([.. policies.SelectMany(policy => policy.Verdict.Datasets)], [.. findings, .. policies.SelectMany(policy => policy.Verdict.Whole)])
        {
            Unions = [.. policies.SelectMany(policy => policy.Verdict.Unions)],
            Policies = policies,
        };

    /// <summary>Every finding, in the order that reports show them.</summary>
    public ImmutableArray<Finding> Findings => [.. Whole, .. Scopes.SelectMany(scope => scope.Findings)];

    /// <summary>How many budgets were judged, on all slices.</summary>
    public int Judged => Scopes.Sum(scope => scope.Rulings.Count(ruling => ruling.Outcome != Outcome.NotJudged));

    /// <summary>Whether a budget of severity error is broken, or data is unfit.</summary>
    public bool IsViolated => Findings.Any(finding => finding is { Kind: FindingKind.Violation, Severity: Severity.Error });

    /// <summary>Whether something that had to be judged was not.</summary>
    public bool IsIncomplete => Findings.Any(finding => finding is { Kind: FindingKind.NotJudged, Severity: Severity.Error });
}
