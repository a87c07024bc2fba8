using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: compression-ratio: bytes of the set / bytes that it compresses to.</para>
/// <para>Why: What compresses well repeats itself, in words, phrases or formats, near by or far apart.</para>
/// <para>Example: answers that share a preamble and a closing line: the ratio rises from 3 to 9.</para>
/// </summary>
public sealed class CompressionRatioRule : BudgetRule
{
    public override string Code => RuleCodes.CompressionRatio;

    public override bool Judges(Budget budget) => budget.Metric == "compression-ratio";

    protected override string Advice(Judgement judgement) =>
        "The phrases named run through the set: remove what repeats, or generate from more varied seeds";
}
