namespace DataGate.Policies;

/// <summary>What findings, reports and exemptions call what a budget of leakage is measured on.</summary>
public static class LeakageScope
{
    /// <summary>Of what was there before a change, in what it adds: judged without a budget in the policy.</summary>
    public const string BaseIntoAdded = "leakage/base/added";

    /// <summary><c>leakage/reference</c>, <c>leakage/base</c>, <c>leakage/SPLIT</c>, and with a slice <c>leakage/reference/SLICE</c>.</summary>
    public static string Of(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return $"leakage/{(budget.OfBase ? "base" : budget.Against ?? "reference")}{(budget.On is { } slice ? "/" + slice.ToString().ToLowerInvariant() : "")}";
    }
}
