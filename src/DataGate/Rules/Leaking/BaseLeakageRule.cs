using DataGate.Policies;

namespace DataGate.Rules.Leaking;

/// <summary>
/// <para>What: leakage of the base: the share of the records that a change adds whose text stood in the dataset before it.</para>
/// <para>Why: Rows that are there already add nothing but weight; drawn from the base, they look like it by every other measure.</para>
/// <para>Example: an export was appended to the file that it had been appended to before.</para>
/// </summary>
public sealed class BaseLeakageRule : BudgetRule
{
    public override string Code => RuleCodes.BaseLeakage;

    public override bool Judges(Budget budget) => budget is { Section: Section.Leakage, OfBase: true };

    protected override string Subject(Judgement judgement) => "leakage of the base into what is added";

    protected override string In(Judgement judgement) => "";

    protected override string Advice(Judgement judgement) => "Take out the rows that the dataset has already";
}
