using DataGate.Policies;

namespace DataGate.Rules.History;

/// <summary>
/// <para>What: a number is worse than the committed baseline says, in its own direction, by more than <c>worse-by</c> and by more than chance explains.</para>
/// <para>Why: A set may lose a little with every change and stay above its floors for years.</para>
/// <para>Example: distinct-2 at 20,000 tokens fell from 0.71 to 0.62 in a year, the floor is 0.5.</para>
/// </summary>
public sealed class WorseRule : BudgetRule
{
    public override string Code => RuleCodes.Worse;

    public override bool Judges(Budget budget) => (budget.Min ?? budget.Max) is { Anchor: Anchor.Baseline };

    protected override string Advice(Judgement judgement) => judgement.StoodBefore
        ? "It stood so before the change that is judged, and only warns here: mend the data, or run 'dotnet datagate baseline' where it is meant"
        : "Look at what came in and what went since the baseline; where that is meant, run 'dotnet datagate baseline' and commit what it writes";
}
