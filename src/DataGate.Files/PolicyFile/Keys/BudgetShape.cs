using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Leaking;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A budget: a bound in the short form, or a map with bounds and settings.</summary>
internal sealed class BudgetShape
{
    private static readonly Dictionary<string, BudgetShape> s_known = new(StringComparer.Ordinal);
    private static readonly Lock s_lock = new();

    private BudgetShape(string name, ValueRange range, ImmutableArray<PolicyKey> options)
    {
        Short = BoundShape.Of(range);
        Min = new("min", Short, "The least that is allowed.");
        Max = new("max", Short, "The most that is allowed.");
        Warn = new("warn", Short, "A softer second bound on the side of the only one given: beyond it a warning, beyond the other what 'severity' says.");
        Map = new(name, "a budget", [Min, Max, Warn, On, By, .. options, HistoryKeys.History, .. SettingKeys.Overrides]) { OneOf = [Min, Max] };
        Shape = new(Short, Map);
    }

    public static readonly Key<SliceName> On = new("on", ChoiceScalars.Slice, "The slice that is measured. Default: the whole dataset.");

    public static readonly Key<FieldPath> By = new(
        "by", TextScalars.Field, "A field: the budget holds for each of its values with enough records, and for smaller ones together. 'label' stands for the dataset's own label field.");

    public static readonly Key<Unit> Of = new("of", ChoiceScalars.Unit, "What is counted. Default: records.");

    public static readonly Key<double> Jaccard = new(
        "jaccard", NumberScalars.Similarity, "From which Jaccard similarity of their word 5-grams on two records are twins. Default: 0.8; without it leakage counts equal texts alone.");

    public static readonly Key<double> Order = new("q", NumberScalars.VendiOrder, "The order of the Vendi score: 1, 2 or inf. Default: 1.");

    public static readonly Key<double> Similarity = new(
        "similarity", NumberScalars.Similarity, "From which cosine of their embeddings on two records say one thing. Default: 0.9.");

    public ScalarShape<Bound> Short { get; }

    public Key<Bound> Min { get; }

    public Key<Bound> Max { get; }

    public Key<Bound> Warn { get; }

    public MapShape Map { get; }

    public ChoiceShape Shape { get; }

    public static BudgetShape For(MetricInfo metric) => metric.Name switch
    {
        "ratio" => For(metric.Range, Of),
        "near-duplicates" => For(metric.Range, Jaccard),
        Leakage.MetricName => For(metric.Range, Jaccard),
        "vendi-score" => For(metric.Range, Order),
        "semantic-duplicates" => For(metric.Range, Similarity),
        _ => For(metric.Range),
    };

    public static BudgetShape For(ValueRange range, params ImmutableArray<PolicyKey> options)
    {
        var name = string.Join('-', options.Select(o => o.Name).Prepend("budget-" + RangeName(range)));
        lock (s_lock)
        {
            if (!s_known.TryGetValue(name, out var shape)) s_known[name] = shape = new BudgetShape(name, range, options);
            return shape;
        }
    }

    private static string RangeName(ValueRange range) => range switch
    {
        ValueRange.Share => "share",
        ValueRange.Count => "count",
        ValueRange.Days => "days",
        _ => "number",
    };
}

/// <summary>A metric's key in a section: its budget.</summary>
internal sealed class MetricKey : PolicyKey
{
    /// <param name="metric">The metric.</param>
    /// <param name="name">The key's own name; null: the metric's.</param>
    public MetricKey(MetricInfo metric, string? name = null)
        : base(name ?? metric.Name, BudgetShape.For(metric).Shape, Describe(metric))
    {
        Metric = metric;
        Budget = BudgetShape.For(metric);
    }

    public MetricInfo Metric { get; }

    public BudgetShape Budget { get; }

    private static string Describe(MetricInfo metric)
    {
        var side = metric.Better switch
        {
            Better.Higher => "Higher is better: bound it with min.",
            Better.Lower => "Lower is better: bound it with max.",
            _ => "Bound it on either side; the short form is a min.",
        };
        return $"{char.ToUpperInvariant(metric.Summary[0])}{metric.Summary[1..]}. {side}";
    }
}
