using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Takes each budget to the slices that it is for, and to its rule.</summary>
internal sealed class BudgetJudge(DatasetInput input, Scopes scopes)
{
    public ImmutableArray<Ruling> JudgeAll() => [.. input.Plan.Budgets.SelectMany(Judge)];

    private IEnumerable<Ruling> Judge(Budget budget) =>
        budget.Section == Section.Labels ? JudgeLabels(budget)
        : budget.By is not null ? JudgeGroups(budget)
        : [JudgeScope(budget, ScopeName(budget), null)];

    private static string ScopeName(Budget budget)
    {
        var slice = (budget.On ?? SliceName.All).ToString().ToLowerInvariant();
        return budget.Bucket is null ? slice : budget.On is null ? $"tails/{budget.Bucket}" : $"tails/{budget.Bucket}/{slice}";
    }

    private Ruling JudgeScope(Budget budget, string name, string? group)
    {
        var metric = MetricCatalog.Get(budget.Metric);
        var tally = scopes.Tally(budget, group);
        return Rule(budget, name, scopes.Measure(metric, budget, group), Anchor(budget, () => scopes.MeasureReference(metric, budget, group)), tally);
    }

    private Ruling Rule(Budget budget, string slice, Measurement measurement, Measurement? anchor, Tally? tally) =>
        RuleCatalog.For(budget).Judge(new Judgement
        {
            Budget = budget,
            Metric = MetricCatalog.Find(budget.Metric)!,
            Dataset = input.Plan.Dataset.Name,
            Slice = slice,
            Measurement = measurement,
            Anchor = anchor,
            Records = tally?.Records ?? 0,
            Tokens = tally?.Tokens ?? 0,
            Locate = input.Data.Locate,
            LocateReference = input.Reference?.Locate ?? input.Data.Locate,
        });

    private static Measurement? Anchor(Budget budget, Func<Measurement?> measure) =>
        new[] { budget.Min, budget.Max, budget.Warn }.Any(bound => bound is { IsAbsolute: false }) ? measure() : null;

    private IEnumerable<Ruling> JudgeGroups(Budget budget)
    {
        var groups = scopes.Groups(budget);
        if (groups.TooMany)
        {
            yield return Rule(budget, $"{budget.By}=*", new NotJudged($"'{budget.By}' has more than {Scanning.GroupNeeds.MaxGroups:N0} values"), null, null);
            yield break;
        }
        var counted = MetricCatalog.Find(budget.Metric)!.Counted;
        var judged = 0;
        foreach (var (value, scope) in groups.Groups)
        {
            if (!counted && scope.Slice(budget.On ?? SliceName.All).Tally.Records < budget.MinRecords) continue;
            judged++;
            yield return JudgeScope(budget, $"{budget.By}={value}", value);
        }
        if (judged == 0)
            yield return Rule(budget, $"{budget.By}=*", new NotJudged($"no value of '{budget.By}' has {Figures.Records(budget.MinRecords)}"), null, null);
    }

    private IEnumerable<Ruling> JudgeLabels(Budget budget)
    {
        var reference = scopes.ReferenceWhole?.Get<ValueCounts>(SketchKind.Labels);
        var tally = scopes.Tally(budget);
        var data = input.Data.Scan.Whole.Slice(budget.On ?? SliceName.All).Get<ValueCounts>(SketchKind.Labels);
        var none = reference is null ? "there is no reference"
            : reference.TooMany || data.TooMany ? $"there are more than {ValueCounts.MaxValues:N0} labels"
            : reference.Counts.Count == 0 ? "no record of the reference has a label"
            : tally.Records == 0 ? "there are no records" : null;
        if (none is not null)
        {
            yield return Rule(budget, "labels/*", new NotJudged(none), null, null);
            yield break;
        }
        var all = (double)scopes.ReferenceWhole!.Tally.Records;
        foreach (var (label, copies) in reference!.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var found = data.Counts.GetValueOrDefault(label);
            var isShare = budget.Metric == "share";
            yield return Rule(
                budget, $"labels/{label}",
                Measured.Exact(isShare ? (double)found.Times / tally.Records : found.Times, tally.Records) with { Explain = () => LabelRows(label, found, copies) },
                Measured.Exact(isShare ? copies.Times / all : copies.Times, (long)all), tally);
        }
    }

    private static ImmutableArray<Evidence> LabelRows(string label, Copies data, Copies reference) =>
    [
        .. data.Times == 0 ? [] : new[] { new Evidence("records with the label", Excerpts.Of(label), data.Times, Rows.Of(data)) },
        new Evidence("records of the reference with the label", Excerpts.Of(label), reference.Times, Rows.Of(reference)) { InReference = true },
    ];
}
