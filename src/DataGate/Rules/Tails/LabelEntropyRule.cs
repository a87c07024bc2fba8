using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: label-entropy: how evenly the records spread over their labels.</para>
/// <para>Why: A set may keep every label and have nearly all of its records under one.</para>
/// <para>Example: ten intents, nine of ten records under the first: label-entropy 0.2.</para>
/// </summary>
public sealed class LabelEntropyRule : BudgetRule
{
    public override string Code => RuleCodes.LabelEntropy;

    public override bool Judges(Budget budget) => budget.Metric == "label-entropy";

    protected override string Advice(Judgement judgement) =>
        "Add records with the rarer labels, or fewer with those named";
}
