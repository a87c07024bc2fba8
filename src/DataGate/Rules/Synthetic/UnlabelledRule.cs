using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: unlabelled: records that no origin rule matches.</para>
/// <para>Why: A record of unknown origin escapes every synthetic budget.</para>
/// <para>Example: a new annotation tool writes source: “tool-7”, which the policy doesn't know.</para>
/// </summary>
public sealed class UnlabelledRule : BudgetRule
{
    public override string Code => RuleCodes.Unlabelled;

    public override bool Judges(Budget budget) => budget.Metric == "unlabelled";

    protected override string Advice(Judgement judgement) =>
        "Give these records an origin, or name theirs in the policy's origin rules";
}
