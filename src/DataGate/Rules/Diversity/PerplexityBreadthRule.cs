using DataGate.Metrics;
using DataGate.Metrics.Language;
using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: perplexity-breadth and perplexity-spread: how many records lie in the reference's long tail of unexpected ones, and how wide the whole is.</para>
/// <para>Why: Data of a single generator crowds into what a language model expects; the records that surprise are the first to go. Data about something else
/// surprises it all over: both are deviations.</para>
/// <para>Example: of 1,000 paraphrases 4 are beyond the reference's 95th percentile where 50 would be: perplexity-breadth 0.4%.</para>
/// </summary>
public sealed class PerplexityBreadthRule : BudgetRule
{
    public override string Code => RuleCodes.PerplexityBreadth;

    public override bool Judges(Budget budget) => budget.Metric is "perplexity-breadth" or "perplexity-spread";

    protected override string Advice(Judgement judgement) => judgement is { Budget.Metric: "perplexity-breadth", Judged: Measured { Value: > Perplexities.OfTheReference } }
        ? "The rows named are what the language model expects least: that is no richer tail but other data, so bring it nearer to the reference, or renew that"
        : "The rows named are what the language model expects most: add records that surprise, or generate from more varied sources";
}
