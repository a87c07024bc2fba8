using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: label-coverage: share of the reference's labels that occur in the data.</para>
/// <para>Why: Rare cases go first, and with them their labels.</para>
/// <para>Example: the reference has 150 intents, the data 147 of them: label-coverage 0.98.</para>
/// </summary>
public sealed class LabelCoverageRule : BudgetRule
{
    public override string Code => RuleCodes.LabelCoverage;

    public override bool Judges(Budget budget) => budget.Metric == "label-coverage";

    protected override string Advice(Judgement judgement) =>
        "Add records with the labels named, or take those labels from the reference";
}
