using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: taxonomy: covered — share of the declared taxonomy's leaves that have records.</para>
/// <para>Why: What a set should speak of is decided before it is made; what is missing shows only against that list.</para>
/// <para>Example: a plan with 40 topics, records for 31.</para>
/// </summary>
public sealed class TaxonomyRule : BudgetRule
{
    public override string Code => RuleCodes.TaxonomyCoverage;

    public override bool Judges(Budget budget) => budget.Metric == "taxonomy-coverage";

    protected override string Advice(Judgement judgement) =>
        "Add records for the leaves named, or take them from the taxonomy";
}
