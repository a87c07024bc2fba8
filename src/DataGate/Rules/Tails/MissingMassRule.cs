using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: missing-mass: words that occur once, as a share of all words.</para>
/// <para>Why: Words said once are what is left of all that could still be said; sets that collapse lose them first.</para>
/// <para>Example: sampling at a lower temperature: .217 falls to .039 at equal size.</para>
/// </summary>
public sealed class MissingMassRule : BudgetRule
{
    public override string Code => RuleCodes.MissingMass;

    public override bool Judges(Budget budget) => budget.Metric == "missing-mass";

    protected override string Advice(Judgement judgement) =>
        "Add records that speak of other things, from people or other sources";
}
