using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: near-duplicates: the share of records that repeat or nearly repeat another one.</para>
/// <para>Why: Rows that differ by a word weigh nearly double in training, and no search for equal texts finds them.</para>
/// <para>Example: a generator asked for variants adds “please” to the same 200 questions: 60% near duplicates.</para>
/// </summary>
public sealed class NearDuplicatesRule : BudgetRule
{
    public override string Code => RuleCodes.NearDuplicates;

    public override bool Judges(Budget budget) => budget.Metric == "near-duplicates";

    protected override string Advice(Judgement judgement) =>
        "Keep one record of each group, or rewrite the others";
}
