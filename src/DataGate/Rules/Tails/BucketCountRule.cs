using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: tails: count — how many records a named rare case has.</para>
/// <para>Why: Tails vanish first, and no global number moves when they do.</para>
/// <para>Example: chargebacks: 12 records where 50 are required.</para>
/// </summary>
public sealed class BucketCountRule : BudgetRule
{
    public override string Code => RuleCodes.BucketCount;

    public override bool Judges(Budget budget) => budget is { Section: Section.Tails, Metric: "count" };

    protected override string Advice(Judgement judgement) =>
        "Add records of this case, or find what removed them";
}
