using DataGate.Policies;

namespace DataGate.Rules.Synthetic;

/// <summary>
/// <para>What: ratio: how much of the dataset is synthetic, in records, tokens or bytes.</para>
/// <para>Why: Models trained on mostly synthetic data lose their tails; a budget keeps human data in the majority that the team chose.</para>
/// <para>Example: a pull request adds 5,000 generated rows and the synthetic share of tokens passes 40%.</para>
/// </summary>
public sealed class RatioRule : BudgetRule
{
    public override string Code => RuleCodes.Ratio;

    public override bool Judges(Budget budget) => budget is { Section: Section.Synthetic, Metric: "ratio" };

    protected override string Advice(Judgement judgement) =>
        "Add human records or remove synthetic ones";
}
