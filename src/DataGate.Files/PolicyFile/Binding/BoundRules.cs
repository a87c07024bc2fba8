using DataGate.Documents;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Holds a budget's bounds against its metric and against each other.</summary>
internal sealed class BoundRules(ProblemList problems)
{
    public void Check(MeasuredBudget measured, MappingNode? map)
    {
        foreach (var bound in measured.Bounds) CheckForm(bound, measured);
        if (map is null) return;
        CheckSide(measured, map);
        CheckOrder(measured.Budget);
        CheckWarn(measured.Budget, map);
        CheckSlice(measured, map);
    }

    private void CheckForm(Bound bound, MeasuredBudget measured)
    {
        if (bound.IsAbsolute) return;
        if (Misfit(bound, measured) is { } misfit)
        {
            Report(misfit, bound.Place);
        }
        else if (!measured.IsOff && !Availability.IsNow(bound, measured.Metric))
        {
            var what = bound.Anchor is Anchor.Base ? "compares with what stood before a change at equal size" : "needs what halves of the reference score";
            problems.Add(PolicyCodes.NotYet, $"the bound {Display.Quote(bound.Text)} of '{measured.Metric.Name}' {what}, which is not available yet in this version", bound.Place);
        }
    }

    private static string? Misfit(Bound bound, MeasuredBudget measured)
    {
        var metric = measured.Metric;
        if (metric.Judged) return $"'{metric.Name}' is what a language model thinks of a few records: its bound is a number";
        if (metric.Family is MetricFamily.Leakage) return "what leaks from one set into another is a share of its own: its bound is a number";
        var isDivergence = metric.Family is MetricFamily.Divergence;
        if (bound.Anchor is Anchor.Null && !isDivergence)
            return $"'null' is for divergences; '{metric.Name}' is compared with 'reference'";
        if (bound.Anchor is Anchor.Base && measured.Budget.On is not SliceName.Added)
            return "'base' is what the records that a change adds are compared with; give the budget 'on: added'";
        if (bound.Anchor is Anchor.Base && isDivergence)
            return $"'{metric.Name}' of 'added' already measures from the base where there is no reference; compare it with 'null', what two halves of it score";
        if (bound.Anchor is Anchor.Base && measured.Bounds.Any(other => other.Anchor is Anchor.Reference))
            return "one budget compares with 'base' or with 'reference', not with both";
        if (bound.Anchor is Anchor.Reference && isDivergence)
            return $"'{metric.Name}' already measures from the reference; compare it with 'null', what two halves of the reference score";
        if (bound.Factor is 0 or 1 || metric.Factor) return null;
        var anchor = Anchors.Word(bound.Anchor);
        var sign = bound == measured.Budget.Min || (bound == measured.Budget.Warn && measured.Budget.Min is not null) ? '-' : '+';
        return $"{Display.Quote(bound.Text)}: a factor doesn't fit '{metric.Name}', which may be zero or signed; write '{anchor} {sign} d' with a distance d";
    }

    private void CheckSide(MeasuredBudget measured, MappingNode map)
    {
        var shape = BudgetShape.For(measured.Metric);
        var (min, max) = (map.Find(shape.Min.Name), map.Find(shape.Max.Name));
        var name = measured.Metric.Name;
        if (measured.Metric.Better is Better.Lower && min is not null && max is null)
            Report($"'{name}' gets worse as it grows, so a lone 'min' would let every collapse pass; its bound is 'max'", min.Key.Place);
        if (measured.Metric.Better is Better.Higher && max is not null && min is null)
            Report($"'{name}' gets worse as it falls, so a lone 'max' would let every collapse pass; its bound is 'min'", max.Key.Place);
    }

    private void CheckOrder(Budget budget)
    {
        if (budget is { Min: { } min, Max: { } max } && Anchors.Compare(min, max) is > 0)
            Report($"'min' ({min.Text}) lies above 'max' ({max.Text}): nothing can hold both", min.Place);
    }

    private void CheckWarn(Budget budget, MappingNode map)
    {
        if (budget.Warn is not { } warn) return;
        if (map.Find("min") is not null && map.Find("max") is not null)
            Report("'warn' stands beside both 'min' and 'max', and could soften either; give one of them alone", warn.Place);
        else if (budget.Max is { } max && Anchors.Compare(warn, max) is > 0)
            Report($"'warn' ({warn.Text}) lies beyond 'max' ({max.Text}), where the budget has failed already; it must not be above it", warn.Place);
        else if (budget.Min is { } min && Anchors.Compare(warn, min) is < 0)
            Report($"'warn' ({warn.Text}) lies beyond 'min' ({min.Text}), where the budget has failed already; it must not be below it", warn.Place);
    }

    private void CheckSlice(MeasuredBudget measured, MappingNode map)
    {
        var isOfLines = measured.Metric.Name is "depth" or "anchored" or "laundered" or "human-retention" && measured.Budget.On is (SliceName.Added or SliceName.Removed);
        if (isOfLines) Report($"'{measured.Metric.Name}' is of the whole dataset; remove 'on'", map.ValueOf(BudgetShape.On)!.Place);
        if (measured.Metric is not { Family: MetricFamily.Synthetic, Judged: false } || measured.Budget.On is not (SliceName.Human or SliceName.Synthetic)) return;
        Report($"'{measured.Metric.Name}' tells synthetic records from human ones, so on one of these slices it says nothing; remove 'on'", map.ValueOf(BudgetShape.On)!.Place);
    }

    private void Report(string message, PolicyPlace place) => problems.Add(PolicyCodes.WrongBound, message, place);
}
