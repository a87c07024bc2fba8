using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: length-js: Jensen–Shannon divergence of the record lengths from the reference.</para>
/// <para>Why: Generators have a favourite length; people do not.</para>
/// <para>Example: questions of 5 to 40 words become 12 to 15 words each: length-js 0.3.</para>
/// </summary>
public sealed class LengthJsRule : BudgetRule
{
    public override string Code => RuleCodes.LengthJs;

    public override bool Judges(Budget budget) => budget.Metric == "length-js";

    protected override string Advice(Judgement judgement) =>
        "Records of the lengths named are over- or under-represented: bring them nearer to the reference";
}
