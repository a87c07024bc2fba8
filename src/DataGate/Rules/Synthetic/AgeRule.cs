using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: age: days since the oldest synthetic record was made.</para>
/// <para>Why: Batches outlive the world that they described and the generators that made them.</para>
/// <para>Example: rows generated in 2024 answer with last year's prices.</para>
/// </summary>
public sealed class AgeRule : BudgetRule
{
    public override string Code => RuleCodes.Age;

    public override bool Judges(Budget budget) => budget.Metric == "age";

    protected override string Advice(Judgement judgement) =>
        "Make the oldest records again, or remove them";
}
