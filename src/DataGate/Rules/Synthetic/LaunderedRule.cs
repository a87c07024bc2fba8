using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: laundered: records labelled human that have the text of one labelled synthetic, or nearly so.</para>
/// <para>Why: Text of a generator under a human label hides from every budget for synthetic data, and anchors what is made from it.</para>
/// <para>Example: answers pasted from a chatbot into the annotation tool: the same sentences stand in a generated batch.</para>
/// </summary>
public sealed class LaunderedRule : BudgetRule
{
    public override string Code => RuleCodes.Laundered;

    public override bool Judges(Budget budget) => budget.Metric == "laundered";

    protected override string Advice(Judgement judgement) =>
        "Label these records synthetic, or remove them";
}
