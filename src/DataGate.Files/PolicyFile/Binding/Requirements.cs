using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>What budgets rest on must be declared by their dataset, or they could never be judged.</summary>
internal sealed class Requirements(MappingNode dataset, bool hasJudge, ProblemList problems)
{
    public void Check(ImmutableArray<MeasuredBudget> budgets, ReferencePolicy? reference)
    {
        var live = budgets.Where(b => !b.IsOff).ToArray();
        // What a change adds may be measured from what was there before it.
        Section([.. live.Where(b => b.Budget.On is not SliceName.Added)], Policies.Section.Divergence, SectionKeys.Divergence, DatasetKeys.Reference);
        Section(live, Policies.Section.Synthetic, SectionKeys.Synthetic, DatasetKeys.Origin);
        Section(live, Policies.Section.Labels, SectionKeys.Labels, DatasetKeys.Label);
        Section(live, Policies.Section.Labels, SectionKeys.Labels, DatasetKeys.Reference);
        foreach (var budget in live) CheckBudget(budget);
        if (live.Length == 0 && dataset.MapOf(HistoryKeys.History) is { } history && HistoryKeys.WorseBy.TryRead(history, out _))
            problems.AddMissing(PolicyCodes.Undeclared, "'history' compares what budgets measure, and the dataset has none", history.Place);
        if (reference?.Slice is not null) Need(DatasetKeys.Origin, "the reference is a slice by origin", dataset.MapOf(DatasetKeys.Reference)!.ValueOf(ReferenceKeys.Slice)!.Place);
    }

    private void Section(MeasuredBudget[] budgets, Section section, PolicyKey sectionKey, PolicyKey needed)
    {
        if (Array.Exists(budgets, b => b.Budget.Section == section && !b.Metric.Judged))
            Need(needed, $"the budgets of '{sectionKey.Name}' rest on it", dataset.Find(sectionKey.Name)!.Key.Place);
    }

    private void CheckBudget(MeasuredBudget measured)
    {
        var budget = measured.Budget;
        if (budget.Section is not (Policies.Section.Divergence or Policies.Section.Labels))
        {
            foreach (var bound in measured.Bounds.Where(b => b.Anchor is Anchor.Reference))
                Need(DatasetKeys.Reference, $"the bound {Display.Quote(bound.Text)} is relative to it", bound.Place);
        }
        if (budget.On is SliceName.Human or SliceName.Synthetic && budget.Section is not Policies.Section.Synthetic)
            Need(DatasetKeys.Origin, $"'{budget.Metric}' is asked for on a slice by origin", budget.Place);
        if (measured.Metric.Judged && !hasJudge) problems.AddMissing(PolicyCodes.Undeclared, $"the policy names no 'judge': '{budget.Metric}' asks it", budget.Place);
        switch (budget.Metric)
        {
            case "depth" when !dataset.Has(DatasetKeys.Parent):
                Need(DatasetKeys.Generation, "'depth' is counted by it, or by following 'parent'", budget.Place);
                break;
            case "depth" when !dataset.Has(DatasetKeys.Generation):
                Need(DatasetKeys.Id, "'parent' names records by it", budget.Place);
                break;
            case "anchored":
                Need(DatasetKeys.Parent, "'anchored' follows it", budget.Place);
                Need(DatasetKeys.Id, "'parent' names records by it", budget.Place);
                break;
            case "label-coverage" or "label-js" or "label-entropy":
                Need(DatasetKeys.Label, $"'{budget.Metric}' counts labels", budget.Place);
                break;
            case Metrics.Leaking.Leakage.MetricName when budget.Against is null:
                Need(DatasetKeys.Reference, "'leakage' looks for the data in it", budget.Place);
                break;
            case "age":
                Need(DatasetKeys.Created, "'age' is counted from it", budget.Place);
                break;
            case "source-share" or "effective-sources" when dataset.MapOf(DatasetKeys.Origin) is { } origin && !origin.Has(OriginKeys.Generator):
                if (!origin.Has(OriginKeys.Field))
                    problems.AddMissing(PolicyCodes.Undeclared, $"'origin' names no 'generator' and no 'field': '{budget.Metric}' tells generators apart by it", budget.Place);
                break;
        }
    }

    private void Need(PolicyKey needed, string why, PolicyPlace place)
    {
        if (!dataset.Has(needed)) problems.AddMissing(PolicyCodes.Undeclared, $"the dataset declares no '{needed.Name}': {why}", place);
    }
}
