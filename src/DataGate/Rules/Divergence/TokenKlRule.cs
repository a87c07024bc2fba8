using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: token-kl: KL(reference ‖ data) of the words (or word n-grams).</para>
/// <para>Why: It grows where the data lacks what the reference has: the tails that collapse first.</para>
/// <para>Example: rare words of the reference gone from the data.</para>
/// </summary>
public sealed class TokenKlRule : BudgetRule
{
    public override string Code => RuleCodes.TokenKl;

    public override bool Judges(Budget budget) => budget.Metric.StartsWith("token-kl", StringComparison.Ordinal);

    protected override string Advice(Judgement judgement) =>
        "The data lacks words that the reference has: add records that use them";
}
