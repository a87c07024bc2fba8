using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: exact-duplicates: the share of records that repeat the text of an earlier one.</para>
/// <para>Why: Repeated rows weigh double in training and make a set look larger than it is.</para>
/// <para>Example: a generator run twice with one seed: 50% duplicates.</para>
/// </summary>
public sealed class ExactDuplicatesRule : BudgetRule
{
    public override string Code => RuleCodes.ExactDuplicates;

    public override bool Judges(Budget budget) => budget.Metric == "exact-duplicates";

    protected override string Advice(Judgement judgement) =>
        "Remove the repeated rows, keeping the first of each";
}
