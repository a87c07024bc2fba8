using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: recall and coverage: how much of the reference has data nearby.</para>
/// <para>Why: What has no data nearby is not learnt; a collapse shows there first.</para>
/// <para>Example: a set made from ten seeds leaves out most of what people ask.</para>
/// </summary>
public sealed class CoverageRule : BudgetRule
{
    public override string Code => RuleCodes.Coverage;

    public override bool Judges(Budget budget) => budget.Metric is "recall" or "coverage";

    protected override string Advice(Judgement judgement) =>
        "Look at the regions that are too thin, with rows of the reference in their middle, and add records like these";
}
