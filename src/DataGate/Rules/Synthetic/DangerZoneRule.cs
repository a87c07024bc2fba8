using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: danger-zone: share of the records that the policy's judge finds harmful and well made at once.</para>
/// <para>Why: A filter for quality keeps such records, and a model learns best what is well made.</para>
/// <para>Example: a generated batch holds fluent, complete instructions for a fraud.</para>
/// </summary>
public sealed class DangerZoneRule : BudgetRule
{
    public override string Code => RuleCodes.DangerZone;

    public override bool Judges(Budget budget) => budget.Metric == "danger-zone";

    protected override string Advice(Judgement judgement) =>
        "Read the records named, remove what is harmful, and find the prompt or source that made it";
}
