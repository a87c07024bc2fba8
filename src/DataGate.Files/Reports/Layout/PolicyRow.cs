using DataGate.Verdicts;

namespace DataGate.Files.Reports.Layout;

/// <summary>A policy of a check of several, as tables show it. Texts may hold data and are not escaped.</summary>
internal sealed class PolicyRow
{
    private readonly PolicyVerdict _policy;

    private PolicyRow(PolicyVerdict policy) => (_policy, Totals) = (policy, new Totals(policy.Verdict));

    public static IEnumerable<PolicyRow> Of(Verdict verdict) => verdict.Policies.Select(policy => new PolicyRow(policy));

    public string File => _policy.File;

    public Totals Totals { get; }

    public int Datasets => Totals.Datasets;

    public int Budgets => Totals.Budgets;

    /// <summary><c>passed</c>, <c>failed</c>, <c>incomplete</c>, or <c>invalid</c>: the policy can't be carried out.</summary>
    public string Outcome => _policy.IsInvalid ? "invalid" : Totals.Outcome;

    /// <summary>The same with what was found.</summary>
    public string Verdict => Outcome + Totals.Findings;

    public Ink Ink => Totals.Ink;
}
