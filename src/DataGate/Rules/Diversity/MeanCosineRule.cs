using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: mean-cosine: mean cosine of all pairs of records, by embeddings.</para>
/// <para>Why: A set that keeps to one subject teaches one subject, however varied its words.</para>
/// <para>Example: a support set of refund requests alone, in ten thousand wordings.</para>
/// </summary>
public sealed class MeanCosineRule : BudgetRule
{
    public override string Code => RuleCodes.MeanCosine;

    public override bool Judges(Budget budget) => budget.Metric == "mean-cosine";

    protected override string Advice(Judgement judgement) =>
        "Add records about other subjects";
}
