using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: frechet and mmd: how far the embeddings of the data have moved from those of the reference.</para>
/// <para>Why: One number for any shift of meaning, of its centre and of its spread.</para>
/// <para>Example: a set about other subjects than the reference, in its words.</para>
/// </summary>
public sealed class FrechetRule : BudgetRule
{
    public override string Code => RuleCodes.Frechet;

    public override bool Judges(Budget budget) => budget.Metric is "frechet" or "mmd";

    protected override string Advice(Judgement judgement) =>
        "The regions named hold too much or too little of the data: bring it nearer to the reference, or renew the reference";
}
