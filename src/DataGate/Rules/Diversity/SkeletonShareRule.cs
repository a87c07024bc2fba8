using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: skeleton-share: the largest share of records of one shape: the same function words, list, code or JSON form around other fillings.</para>
/// <para>Why: A template with its slots filled has new words in every row, and teaches a model one sentence.</para>
/// <para>Example: half of the rows read “Book a flight from … to …”.</para>
/// </summary>
public sealed class SkeletonShareRule : BudgetRule
{
    public override string Code => RuleCodes.SkeletonShare;

    public override bool Judges(Budget budget) => budget.Metric == "skeleton-share";

    protected override string Advice(Judgement judgement) =>
        "Vary how the rows of the commonest shape are built, or remove some of them";
}
