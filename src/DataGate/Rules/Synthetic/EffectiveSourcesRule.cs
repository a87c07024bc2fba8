using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: effective-sources: exp of the entropy of the synthetic records over generators.</para>
/// <para>Why: Five generators of which one made 95% are hardly more than one.</para>
/// <para>Example: shares of 90%, 5% and 5% count as 1.5 sources.</para>
/// </summary>
public sealed class EffectiveSourcesRule : BudgetRule
{
    public override string Code => RuleCodes.EffectiveSources;

    public override bool Judges(Budget budget) => budget.Metric == "effective-sources";

    protected override string Advice(Judgement judgement) =>
        "Spread the synthetic records over more generators";
}
