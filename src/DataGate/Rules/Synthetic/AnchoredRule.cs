using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: anchored: share of the synthetic records whose parents end in a human record.</para>
/// <para>Why: What no line leads back to people from is made up twice over, and nobody can say of what.</para>
/// <para>Example: a batch written from an earlier batch whose seeds were thrown away.</para>
/// </summary>
public sealed class AnchoredRule : BudgetRule
{
    public override string Code => RuleCodes.Anchored;

    public override bool Judges(Budget budget) => budget.Metric == "anchored";

    protected override string Advice(Judgement judgement) =>
        "Name the human records that they come from, add those to the data or to the reference, or remove what has none";
}
