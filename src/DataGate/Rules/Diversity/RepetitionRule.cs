using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: repetition: how often the 4-grams of a record occur in other records.</para>
/// <para>Why: Stock phrases are the first habit of a generator that a whole set takes over.</para>
/// <para>Example: every answer has “it is important to note”: repetition doubles.</para>
/// </summary>
public sealed class RepetitionRule : BudgetRule
{
    public override string Code => RuleCodes.Repetition;

    public override bool Judges(Budget budget) => budget.Metric == "repetition";

    protected override string Advice(Judgement judgement) =>
        "The phrases named run through the set: rewrite those rows, or tell the generator to avoid them";
}
