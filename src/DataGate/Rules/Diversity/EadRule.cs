using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: ead: different words of a set against the number that chance would show, so that size matters less.</para>
/// <para>Why: A set that says the same things with the same words has fewer of them than its size should bring.</para>
/// <para>Example: 10,000 rephrasings by one model keep their length and halve their vocabulary: ead falls from 0.2 to 0.1.</para>
/// </summary>
public sealed class EadRule : BudgetRule
{
    public override string Code => RuleCodes.Ead;

    public override bool Judges(Budget budget) => budget.Metric == "ead";

    protected override string Advice(Judgement judgement) =>
        "The words named make up most of the set: rewrite or remove those rows, or generate from more varied seeds";
}
