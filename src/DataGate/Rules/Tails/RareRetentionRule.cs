using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: rare-retention: share of the reference's rarest words that still occur.</para>
/// <para>Why: Averages don't move when rare words go: names, places, ways to put it that few people use.</para>
/// <para>Example: of 400 words that the reference has once, the rewritten set has 120.</para>
/// </summary>
public sealed class RareRetentionRule : BudgetRule
{
    public override string Code => RuleCodes.RareRetention;

    public override bool Judges(Budget budget) => budget.Metric == "rare-retention";

    protected override string Advice(Judgement judgement) =>
        "Bring records with the words named back";
}
