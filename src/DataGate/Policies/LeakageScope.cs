namespace DataGate.Policies;

/// <summary>What findings, reports and exemptions call what a budget of leakage is measured on.</summary>
public static class LeakageScope
{
    /// <summary><c>leakage/reference</c>, <c>leakage/SPLIT</c>, and with a slice <c>leakage/reference/SLICE</c>.</summary>
    public static string Of(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return $"leakage/{budget.Against ?? "reference"}{(budget.On is { } slice ? "/" + slice.ToString().ToLowerInvariant() : "")}";
    }
}
