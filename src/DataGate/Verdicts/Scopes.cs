using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Text;

namespace DataGate.Verdicts;

/// <summary>Finds, for a budget, what to measure it on: in the data, and in the reference.</summary>
internal sealed class Scopes(DatasetPlan plan, DatasetScan data, DatasetScan? reference, int today)
{
    private readonly WordSplitter _words = WordSplitter.For(plan.Data.Words, plan.Data.Seed);
    private readonly SampleReader _samples = new(WordSplitter.For(plan.Data.Words, plan.Data.Seed));

    /// <summary>Who descends from whom; for datasets of which a budget rests on it.</summary>
    public Lazy<Ancestry> Ancestry { get; } = new(() => new Ancestry(data.Whole, reference?.Whole.Slice(SliceName.All)));

    /// <summary>The one value that the policy knows human records by, where it is one.</summary>
    private string HumanName => plan.Dataset.Origin is { HumanValues: [var value] } ? value.Text : "human";

    /// <summary>Which known sources the records of unknown origin resemble.</summary>
    public ImmutableArray<Evidence> Resemblances() => KnownSources.Resembled(data.Whole, HumanName, _words);

    /// <summary>Whether a slice of the dataset itself is the reference.</summary>
    private SliceName? ReferenceSlice => plan.Dataset.Reference?.Slice;

    public Measurement Measure(Metric metric, Budget budget, string? group = null)
    {
        var scope = Find(data, budget, group)!;
        return metric.Measure(new MetricInput(data.Whole, scope, budget.On ?? SliceName.All, _words)
        {
            Ancestry = Ancestry,
            Leaves = plan.Dataset.Taxonomy?.Leaves ?? [],
            Reference = metric.NeedsReference ? ReferenceSet(budget, group) : null,
            Samples = _samples,
            Unit = budget.Of,
            Jaccard = budget.Jaccard,
            HumanName = HumanName,
            Today = today,
        });
    }

    /// <summary>What the reference itself scores; null where there is no reference.</summary>
    public Measurement? MeasureReference(Metric metric, Budget budget, string? group = null)
    {
        var source = ReferenceSlice is null ? reference : data;
        if (source is null) return null;
        if (Find(source, budget, group) is not { } scope) return new NotJudged("the reference has no such records");
        return metric.Measure(new MetricInput(source.Whole, scope, ReferenceSlice ?? SliceName.All, _words)
        {
            Ancestry = Ancestry,
            Leaves = plan.Dataset.Taxonomy?.Leaves ?? [],
            Samples = _samples,
            Unit = budget.Of,
            Jaccard = budget.Jaccard,
            Today = today,
        });
    }

    /// <summary>The records of a budget's slice.</summary>
    public Tally Tally(Budget budget, string? group = null) => Find(data, budget, group)!.Slice(budget.On ?? SliceName.All).Tally;

    /// <summary>The set of a budget's slice.</summary>
    public SetSketch Set(Budget budget, string? group) => Find(data, budget, group)!.Slice(budget.On ?? SliceName.All);

    public WordSplitter Words => _words;

    public GroupSketches Groups(Budget budget) => data.Groups(GroupIndex(budget));

    /// <summary>The whole reference; null where there is none.</summary>
    public SetSketch? ReferenceWhole => ReferenceSlice is { } slice ? data.Whole.Slice(slice) : reference?.Whole.Slice(SliceName.All);

    public SetSketch? ReferenceSet(Budget budget, string? group)
    {
        var source = ReferenceSlice is null ? reference : data;
        return source is null ? null : Find(source, budget, group)?.Slice(ReferenceSlice ?? SliceName.All);
    }

    private ScopeSketch? Find(DatasetScan scan, Budget budget, string? group)
    {
        if (group is not null) return scan.Groups(GroupIndex(budget)).Groups.FirstOrDefault(pair => pair.Key == group).Value;
        if (budget.Bucket is null) return scan.Whole;
        for (var i = 0; i < plan.Data.Buckets.Length; i++)
            if (plan.Data.Buckets[i].Name == budget.Bucket) return scan.Bucket(i);
        throw new InvalidOperationException("a budget stands in a bucket that the dataset doesn't have");
    }

    private int GroupIndex(Budget budget)
    {
        for (var i = 0; i < plan.Data.Groups.Length; i++)
            if (plan.Data.Groups[i].By.Equals(budget.By)) return i;
        throw new InvalidOperationException("a budget cuts by a field that was not planned");
    }
}
