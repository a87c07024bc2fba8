using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: distinct-1 … distinct-5: how many different word n-grams a set has, of all that it has.</para>
/// <para>Why: A set whose rows are each fine but say the same things runs out of new n-grams: generated data does so first in its tails.</para>
/// <para>Example: 10,000 generated questions built on 20 templates: distinct-3 falls from 0.8 to 0.1.</para>
/// </summary>
public sealed class DistinctRule : BudgetRule
{
    public override string Code => RuleCodes.Distinct;

    public override bool Judges(Budget budget) => budget.Metric.StartsWith("distinct-", StringComparison.Ordinal);

    protected override string Advice(Judgement judgement) =>
        "The rows named repeat the same words: rewrite or remove them, or generate from more varied seeds";
}
