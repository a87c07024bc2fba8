using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: judged-cluster-score: groups / records in small sets of records that the policy's judge groups by topic, intent and form.</para>
/// <para>Why: Records in ever new words may ask for the same thing; n-grams don't see that.</para>
/// <para>Example: a thousand generated questions, all of them about a lost card.</para>
/// </summary>
public sealed class JudgedClustersRule : BudgetRule
{
    public override string Code => RuleCodes.JudgedClusters;

    public override bool Judges(Budget budget) => budget.Metric == "judged-cluster-score";

    protected override string Advice(Judgement judgement) =>
        "Add records about other things, or remove some of the largest groups";
}
