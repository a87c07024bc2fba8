using DataGate.Policies;

namespace DataGate.Rules.Leaking;

/// <summary>
/// <para>What: leakage of a split: the share of the other splits' records whose text stands in that split too.</para>
/// <para>Why: A model that was trained on what it is tested with is tested for its memory.</para>
/// <para>Example: duplicates weren't removed before the rows were split at random.</para>
/// </summary>
public sealed class SplitLeakageRule : BudgetRule
{
    public override string Code => RuleCodes.SplitLeakage;

    public override bool Judges(Budget budget) => budget is { Section: Section.Leakage, Against: not null };

    protected override string Subject(Judgement judgement) => $"leakage of the split '{judgement.Budget.Against}' into the others";

    protected override string In(Judgement judgement) => "";

    protected override string Advice(Judgement judgement) =>
        $"Take these records out of the other splits: what was trained on, '{judgement.Budget.Against}' doesn't test";
}
