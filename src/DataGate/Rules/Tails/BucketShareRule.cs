using DataGate.Policies;

namespace DataGate.Rules.Tails;

/// <summary>
/// <para>What: tails: share — what part of the records a named rare case has.</para>
/// <para>Why: A case may keep its count and still drown as the set grows around it.</para>
/// <para>Example: angry customers: 0.2% where the reference has 0.9%.</para>
/// </summary>
public sealed class BucketShareRule : BudgetRule
{
    public override string Code => RuleCodes.BucketShare;

    public override bool Judges(Budget budget) => budget is { Section: Section.Tails, Metric: "share" };

    protected override string Advice(Judgement judgement) =>
        "Bring the share of this case back to what is allowed";
}
