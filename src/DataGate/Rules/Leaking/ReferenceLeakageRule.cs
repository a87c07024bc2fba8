using DataGate.Policies;

namespace DataGate.Rules.Leaking;

/// <summary>
/// <para>What: leakage of the reference: the share of the data's records whose text stands in the reference too.</para>
/// <para>Why: What is measured against a reference that it copies is near it, whatever the rest is like: a leaking reference makes every divergence look good.</para>
/// <para>Example: the held-out human set was in the prompt of the generator, and came back.</para>
/// </summary>
public sealed class ReferenceLeakageRule : BudgetRule
{
    public override string Code => RuleCodes.ReferenceLeakage;

    public override bool Judges(Budget budget) => budget is { Section: Section.Leakage, Against: null, OfBase: false };

    protected override string Subject(Judgement judgement) => $"leakage of the reference into {(judgement.Budget.On is { } slice ? $"'{slice.ToString().ToLowerInvariant()}'" : "the data")}";

    protected override string In(Judgement judgement) => "";

    protected override string Advice(Judgement judgement) =>
        "Take these records out of one of the two: while they stand in both, every divergence from the reference looks better than it is";
}
