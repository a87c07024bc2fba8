using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: cluster-score: clusters / records in small random draws, by embeddings.</para>
/// <para>Why: How many different things a batch of training data is about is how many gradients it has.</para>
/// <para>Example: fifty random rows of a varied set make thirty clusters, fifty of a narrow one make eight.</para>
/// </summary>
public sealed class ClusterScoreRule : BudgetRule
{
    public override string Code => RuleCodes.ClusterScore;

    public override bool Judges(Budget budget) => budget.Metric == "cluster-score";

    protected override string Advice(Judgement judgement) =>
        "Add records about other things, or remove some of the largest groups";
}
