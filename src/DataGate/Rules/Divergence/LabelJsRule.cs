using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: label-js: Jensen–Shannon divergence of the labels from the reference.</para>
/// <para>Why: A generator asked for more data gives more of what is easy; the mix of cases drifts while each record is fine.</para>
/// <para>Example: half of the new records are balance inquiries, a tenth of the reference is.</para>
/// </summary>
public sealed class LabelJsRule : BudgetRule
{
    public override string Code => RuleCodes.LabelJs;

    public override bool Judges(Budget budget) => budget.Metric == "label-js";

    protected override string Advice(Judgement judgement) =>
        "The labels named are used more or less than in the reference: bring their mix nearer to it, or renew the reference";
}
