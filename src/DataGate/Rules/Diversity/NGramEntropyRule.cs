using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: ngram-entropy: how evenly a set uses its words or n-grams.</para>
/// <para>Why: As a set collapses a few n-grams take most of its mass, before the others vanish altogether.</para>
/// <para>Example: one phrase fills half of the rows: ngram-entropy-3 falls from 0.99 to 0.8.</para>
/// </summary>
public sealed class NGramEntropyRule : BudgetRule
{
    public override string Code => RuleCodes.NGramEntropy;

    public override bool Judges(Budget budget) => budget.Metric.StartsWith("ngram-entropy", StringComparison.Ordinal);

    protected override string Advice(Judgement judgement) =>
        "The n-grams named take most of the set: rewrite or remove those rows, or generate from more varied seeds";
}
