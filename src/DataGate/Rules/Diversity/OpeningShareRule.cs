using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: opening-share: the largest share of records that open with the same three words.</para>
/// <para>Why: Templates and one generator's habits show first in how texts open.</para>
/// <para>Example: 40% of answers open with “Sure, here is”.</para>
/// </summary>
public sealed class OpeningShareRule : BudgetRule
{
    public override string Code => RuleCodes.OpeningShare;

    public override bool Judges(Budget budget) => budget.Metric == "opening-share";

    protected override string Advice(Judgement judgement) =>
        "Vary how texts open, or remove rows of the commonest opening";
}
