using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: embedding-auc: how well a linear classifier of embeddings tells data from reference.</para>
/// <para>Why: What a simple classifier tells apart, a model does too.</para>
/// <para>Example: generated questions are told from real ones in nine of ten pairs, whatever their words.</para>
/// </summary>
public sealed class EmbeddingAucRule : BudgetRule
{
    public override string Code => RuleCodes.EmbeddingAuc;

    public override bool Judges(Budget budget) => budget.Metric == "embedding-auc";

    protected override string Advice(Judgement judgement) =>
        "The rows named are the least like the reference: bring the data nearer to it, or renew the reference";
}
