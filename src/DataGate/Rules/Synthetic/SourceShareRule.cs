using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: source-share: the largest generator's share of the synthetic records.</para>
/// <para>Why: One generator's habits become the set's.</para>
/// <para>Example: 95% of the synthetic rows come from one model.</para>
/// </summary>
public sealed class SourceShareRule : BudgetRule
{
    public override string Code => RuleCodes.SourceShare;

    public override bool Judges(Budget budget) => budget.Metric == "source-share";

    protected override string Advice(Judgement judgement) =>
        "Spread the synthetic records over more generators";
}
