using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: token-js: Jensen–Shannon divergence of the words (or word n-grams) from the reference.</para>
/// <para>Why: A set can be as varied as its reference and still speak another language than the people it stands for.</para>
/// <para>Example: paraphrases by one model use “assist” where people write “help”: token-js 0.11 where two halves of the reference score 0.04.</para>
/// </summary>
public sealed class TokenJsRule : BudgetRule
{
    public override string Code => RuleCodes.TokenJs;

    public override bool Judges(Budget budget) => budget.Metric.StartsWith("token-js", StringComparison.Ordinal);

    protected override string Advice(Judgement judgement) =>
        "The words named are used more or less than in the reference: bring the data nearer to it, or renew the reference";
}
