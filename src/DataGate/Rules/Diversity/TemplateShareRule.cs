using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: template-share: the share of records that share their words with others, but for a gap or two.</para>
/// <para>Why: Rows of twenty templates are twenty rows with other names in them; no single one of the templates is common.</para>
/// <para>Example: a generator was given twenty sentences and a list of cities, and made 500 rows.</para>
/// </summary>
public sealed class TemplateShareRule : BudgetRule
{
    public override string Code => RuleCodes.TemplateShare;

    public override bool Judges(Budget budget) => budget.Metric == "template-share";

    protected override string Advice(Judgement judgement) =>
        "Write or generate these rows anew from more than a few patterns, or keep some of each pattern";
}
