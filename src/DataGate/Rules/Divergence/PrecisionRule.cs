using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: precision and density: how much of the data lies among records of the reference.</para>
/// <para>Why: Records that lie far from everything people wrote are invented.</para>
/// <para>Example: a generator adds conversations that no customer ever had.</para>
/// </summary>
public sealed class PrecisionRule : BudgetRule
{
    public override string Code => RuleCodes.Precision;

    public override bool Judges(Budget budget) => budget.Metric is "precision" or "density";

    protected override string Advice(Judgement judgement) =>
        "Look at the regions that are too thick: remove what no record of the reference is like, or renew the reference";
}
