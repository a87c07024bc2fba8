using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: mauve, frontier-integral, embedding-kl and embedding-js: how far the meaning of the data has moved from that of the reference.</para>
/// <para>Why: Words may be those of the reference while subjects and intents are not.</para>
/// <para>Example: a generated set with twice the small talk and half the complaints that people have.</para>
/// </summary>
public sealed class MauveRule : BudgetRule
{
    public override string Code => RuleCodes.Mauve;

    public override bool Judges(Budget budget) => budget.Metric is "mauve" or "frontier-integral" or "embedding-kl" or "embedding-js";

    protected override string Advice(Judgement judgement) =>
        "The regions named hold too much or too little of the data: add to the thin ones, remove from the thick ones, or renew the reference";
}
