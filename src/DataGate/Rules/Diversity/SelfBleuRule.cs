using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: self-bleu-2 … self-bleu-5: how much of each record the other records already say.</para>
/// <para>Why: Records that only recombine what others say teach a model nothing more, however fine each of them is.</para>
/// <para>Example: answers generated at low temperature: self-bleu-3 rises from 0.4 to 0.8.</para>
/// </summary>
public sealed class SelfBleuRule : BudgetRule
{
    public override string Code => RuleCodes.SelfBleu;

    public override bool Judges(Budget budget) => budget.Metric.StartsWith("self-bleu-", StringComparison.Ordinal);

    protected override string Advice(Judgement judgement) =>
        "The rows named are built from the same phrases: rewrite or remove them, or generate from more varied seeds";
}
