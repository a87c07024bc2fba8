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
internal sealed class Scopes(DatasetInput input, int today)
{
    private readonly DatasetPlan _plan = input.Plan;
    private readonly DatasetScan _data = input.Data.Scan;
    private readonly DatasetScan? _reference = input.Reference?.Scan;
    private readonly WordSplitter _words = WordSplitter.For(input.Plan.Data.Words, input.Plan.Data.Seed);
    private readonly SampleReader _samples = new(WordSplitter.For(input.Plan.Data.Words, input.Plan.Data.Seed));

    /// <summary>Who descends from whom; for datasets of which a budget rests on it.</summary>
    public Lazy<Ancestry> Ancestry { get; } = new(() => new Ancestry(input.Data.Scan.Whole, input.Reference?.Scan.Whole.Slice(SliceName.All)));

    /// <summary>The one value that the policy knows human records by, where it is one.</summary>
    private string HumanName => _plan.Dataset.Origin is { HumanValues: [var value] } ? value.Text : "human";

    /// <summary>Which known sources the records of unknown origin resemble.</summary>
    public ImmutableArray<Evidence> Resemblances() => KnownSources.Resembled(_data.Whole, HumanName, _words);

    /// <summary>Whether a slice of the dataset itself is the reference.</summary>
    private SliceName? ReferenceSlice => _plan.Dataset.Reference?.Slice;

    public Measurement Measure(Metric metric, Budget budget, string? group = null)
    {
        var scope = Find(_data, budget, group)!;
        return metric.Measure(new MetricInput(_data.Whole, scope, budget.On ?? SliceName.All, _words)
        {
            Ancestry = Ancestry,
            Leaves = _plan.Dataset.Taxonomy?.Leaves ?? [],
            Reference = metric.NeedsReference ? ReferenceSet(budget, group) : null,
            Samples = _samples,
            Unit = budget.Of,
            Jaccard = budget.Jaccard,
            HumanName = HumanName,
            Judge = input.Judge,
            NoJudge = input.NoJudge,
            Today = today,
        });
    }

    /// <summary>What the reference itself scores; null where there is no reference.</summary>
    public Measurement? MeasureReference(Metric metric, Budget budget, string? group = null)
    {
        var source = ReferenceSlice is null ? _reference : _data;
        if (source is null) return null;
        if (Find(source, budget, group) is not { } scope) return new NotJudged("the reference has no such records");
        return metric.Measure(new MetricInput(source.Whole, scope, ReferenceSlice ?? SliceName.All, _words)
        {
            Ancestry = Ancestry,
            Leaves = _plan.Dataset.Taxonomy?.Leaves ?? [],
            Samples = _samples,
            Unit = budget.Of,
            Jaccard = budget.Jaccard,
            Today = today,
        });
    }

    /// <summary>The records of a budget's slice.</summary>
    public Tally Tally(Budget budget, string? group = null) => Find(_data, budget, group)!.Slice(budget.On ?? SliceName.All).Tally;

    /// <summary>The set of a budget's slice.</summary>
    public SetSketch Set(Budget budget, string? group) => Find(_data, budget, group)!.Slice(budget.On ?? SliceName.All);

    public WordSplitter Words => _words;

    public GroupSketches Groups(Budget budget) => _data.Groups(GroupIndex(budget));

    /// <summary>The whole reference; null where there is none.</summary>
    public SetSketch? ReferenceWhole => ReferenceSlice is { } slice ? _data.Whole.Slice(slice) : _reference?.Whole.Slice(SliceName.All);

    public SetSketch? ReferenceSet(Budget budget, string? group)
    {
        var source = ReferenceSlice is null ? _reference : _data;
        return source is null ? null : Find(source, budget, group)?.Slice(ReferenceSlice ?? SliceName.All);
    }

    private ScopeSketch? Find(DatasetScan scan, Budget budget, string? group)
    {
        if (group is not null) return scan.Groups(GroupIndex(budget)).Groups.FirstOrDefault(pair => pair.Key == group).Value;
        if (budget.Bucket is null) return scan.Whole;
        for (var i = 0; i < _plan.Data.Buckets.Length; i++)
            if (_plan.Data.Buckets[i].Name == budget.Bucket) return scan.Bucket(i);
        throw new InvalidOperationException("a budget stands in a bucket that the dataset doesn't have");
    }

    private int GroupIndex(Budget budget)
    {
        for (var i = 0; i < _plan.Data.Groups.Length; i++)
            if (_plan.Data.Groups[i].By.Equals(budget.By)) return i;
        throw new InvalidOperationException("a budget cuts by a field that was not planned");
    }
}
