using DataGate.Metrics.Origin;
using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: human-retention: how many of the human records before a change are still there after it.</para>
/// <para>Why: A ratio stays fine while human records are replaced, a few in each change; what is gone doesn't come back.</para>
/// <para>Example: a pull request deletes 500 human rows and adds 500 generated ones that read as well.</para>
/// </summary>
public sealed class HumanRetentionRule : BudgetRule
{
    public override string Code => RuleCodes.HumanRetention;

    public override bool Judges(Budget budget) => budget.Metric == HumanRetention.MetricName;

    protected override string Advice(Judgement judgement) =>
        "Put the human records back, or say in the policy that so many may go";
}
