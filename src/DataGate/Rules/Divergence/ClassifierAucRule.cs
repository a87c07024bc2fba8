using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: classifier-auc: how well a linear classifier tells data from reference.</para>
/// <para>Why: A difference that no single count shows, of wording, case and punctuation together, is still one that a model learns.</para>
/// <para>Example: paraphrases by one model against the questions that people asked: classifier-auc 0.96.</para>
/// </summary>
public sealed class ClassifierAucRule : BudgetRule
{
    public override string Code => RuleCodes.ClassifierAuc;

    public override bool Judges(Budget budget) => budget.Metric == "classifier-auc";

    protected override string Advice(Judgement judgement) =>
        "The rows named are the least like the reference: bring the data nearer to it, or renew the reference";
}
