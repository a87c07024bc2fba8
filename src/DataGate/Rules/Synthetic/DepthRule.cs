using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: depth: generations between a synthetic record and human data.</para>
/// <para>Why: Synthetic data made from synthetic data compounds its errors; collapse is a matter of generations.</para>
/// <para>Example: paraphrases of paraphrases: depth 2 where 1 is allowed.</para>
/// </summary>
public sealed class DepthRule : BudgetRule
{
    public override string Code => RuleCodes.Depth;

    public override bool Judges(Budget budget) => budget.Metric == "depth";

    protected override string Advice(Judgement judgement) =>
        "Remove records of later generations, or make them again from human ones";
}
