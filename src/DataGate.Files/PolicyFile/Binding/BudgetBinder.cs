using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the budgets of one dataset.</summary>
/// <param name="inherited">The dataset's settings.</param>
/// <param name="label">The dataset's label field, for <c>by: label</c>.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class BudgetBinder(Inherited inherited, FieldPath? label, ProblemList problems)
{
    private readonly BoundRules _rules = new(problems);

    /// <summary>The budgets of a map whose keys are metrics, among others.</summary>
    public ImmutableArray<MeasuredBudget> Bind(MappingNode? map, MapShape shape, Section section, string? bucket = null)
    {
        if (map is null) return [];
        var budgets = ImmutableArray.CreateBuilder<MeasuredBudget>();
        foreach (var entry in map.Entries)
        {
            if (shape.Find(entry.Key.Text) is MetricKey key) budgets.Add(Bind(entry, key, section, bucket));
        }
        return budgets.ToImmutable();
    }

    /// <summary>The budget of a metric that stands behind one key.</summary>
    public MeasuredBudget Bind(PolicyEntry entry, MetricKey key, Section section, string? bucket)
    {
        var (metric, shape) = (key.Metric, key.Budget);
        var map = entry.Value as MappingNode;
        var own = inherited.Over(map);
        var budget = new Budget
        {
            Section = section,
            Metric = metric.Name,
            Bucket = bucket,
            Min = map is null ? Short(entry, shape, metric.Better is not Better.Lower) : shape.Min.Find(map),
            Max = map is null ? Short(entry, shape, metric.Better is Better.Lower) : shape.Max.Find(map),
            Warn = map is null ? null : shape.Warn.Find(map),
            Severity = own.Severity,
            NotJudged = own.NotJudged,
            MinRecords = own.MinRecords,
            Owner = own.Owner,
            On = map is null ? null : BudgetShape.On.FindValue(map),
            By = map is null ? null : By(map),
            Of = map is null ? Unit.Records : BudgetShape.Of.Read(map, Unit.Records),
            Jaccard = map is null ? NearDuplicates.DefaultJaccard : BudgetShape.Jaccard.Read(map, NearDuplicates.DefaultJaccard),
            Order = map is null ? MetricSettings.Default.Order : BudgetShape.Order.Read(map, MetricSettings.Default.Order),
            Similarity = map is null ? MetricSettings.Default.Similarity : BudgetShape.Similarity.Read(map, MetricSettings.Default.Similarity),
            History = own.History,
            Place = entry.Key.Place,
        };
        var measured = new MeasuredBudget(budget, metric, Availability.IsOff(entry.Value));
        _rules.Check(measured, map);
        return measured;
    }

    private static Bound? Short(PolicyEntry entry, BudgetShape shape, bool isThisSide) =>
        isThisSide && entry.Value is ScalarNode scalar ? shape.Short.Read(scalar) : null;

    private FieldPath? By(MappingNode map)
    {
        var by = BudgetShape.By.Find(map);
        return by is { Text: "label" } && label is not null ? label : by;
    }
}
