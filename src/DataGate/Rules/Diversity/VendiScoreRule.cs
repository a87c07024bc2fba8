using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: vendi-score: the effective number of different records, by embeddings.</para>
/// <para>Why: Rows that say one thing in many words count as many for n-grams, and as one for what a model learns.</para>
/// <para>Example: 8,000 paraphrases of 300 questions score as 300 questions do.</para>
/// </summary>
public sealed class VendiScoreRule : BudgetRule
{
    public override string Code => RuleCodes.VendiScore;

    public override bool Judges(Budget budget) => budget.Metric == "vendi-score";

    protected override string Advice(Judgement judgement) =>
        "Add records that say something else, or remove some of those that say one thing";
}
