using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: semantic-duplicates: share of records that say what another says, by embeddings.</para>
/// <para>Why: A generator that is told not to repeat itself repeats itself in other words.</para>
/// <para>Example: “cancel my card” and “I want my card cancelled” a thousand times over.</para>
/// </summary>
public sealed class SemanticDuplicatesRule : BudgetRule
{
    public override string Code => RuleCodes.SemanticDuplicates;

    public override bool Judges(Budget budget) => budget.Metric == "semantic-duplicates";

    protected override string Advice(Judgement judgement) =>
        "Keep one record of each group, or ask for other things";
}
