using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: complexity: how many words in a row a set goes on before it repeats itself (MTLD).</para>
/// <para>Why: Simplified text is fine row by row, and a model trained on it loses the words that it left out.</para>
/// <para>Example: answers rewritten in plain words: complexity falls from 90 to 60.</para>
/// </summary>
public sealed class ComplexityRule : BudgetRule
{
    public override string Code => RuleCodes.Complexity;

    public override bool Judges(Budget budget) => budget.Metric == "complexity";

    protected override string Advice(Judgement judgement) =>
        "The words named make up most of the set: bring back records with richer wording, or ask the generator for it";
}
