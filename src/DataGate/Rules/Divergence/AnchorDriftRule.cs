using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: a divergence of the reference itself from newer human records.</para>
/// <para>Why: Every relative bound holds data to the reference; where that has drifted from what people write, data that holds has drifted as far.</para>
/// <para>Example: tickets of 2023 know no “verification code by app”; those of this year ask for little else.</para>
/// </summary>
public sealed class AnchorDriftRule : BudgetRule
{
    public override string Code => RuleCodes.AnchorDrift;

    public override bool Judges(Budget budget) => budget.OfAnchor;

    protected override string Advice(Judgement judgement) =>
        "The reference no longer says what people say: renew it with newer records, before it judges data by what was";

    protected override string Subject(Judgement judgement) => judgement.Metric.Name + " of the reference from newer records";
}
