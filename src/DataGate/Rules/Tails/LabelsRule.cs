using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: labels: every label of the reference, each with its count or share.</para>
/// <para>Why: Rare labels disappear unnoticed; nobody lists 150 of them by hand.</para>
/// <para>Example: the reference has 150 intents, the data 147.</para>
/// </summary>
public sealed class LabelsRule : BudgetRule
{
    public override string Code => RuleCodes.Labels;

    public override bool Judges(Budget budget) => budget.Section == Section.Labels;

    protected override string Advice(Judgement judgement) =>
        "Add records with this label, or take the label from the reference";
}
