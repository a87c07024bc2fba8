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
    private readonly SampleReader _samples = new(WordSplitter.For(input.Plan.Data.Words, input.Plan.Data.Seed), Embedding(input));

    /// <summary>How a dataset's texts are embedded.</summary>
    public static EmbeddingSample Embedding(DatasetInput input) => new(input.Embeddings, input.Plan.EmbedSample, input.Plan.Data.Seed);

    /// <summary>What a budget sets of its metric.</summary>
    public static MetricSettings Settings(Budget budget) => new(budget.Jaccard, budget.Order, budget.Similarity);

    /// <summary>Who descends from whom; for datasets of which a budget rests on it.</summary>
    public Lazy<Ancestry> Ancestry { get; } = new(() => new Ancestry(input.Data.Scan.Whole, input.Reference?.Scan.Whole.Slice(SliceName.All)));

    /// <summary>The one value that the policy knows human records by, where it is one.</summary>
    private string HumanName => _plan.Dataset.Origin is { HumanValues: [var value] } ? value.Text : "human";

    /// <summary>Which known sources the records of unknown origin resemble.</summary>
    public ImmutableArray<Evidence> Resemblances() => KnownSources.Resembled(_data.Whole, HumanName, _words);

    /// <summary>Whether a slice of the dataset itself is the reference.</summary>
    private SliceName? ReferenceSlice => _plan.Dataset.Reference?.Slice;

    public Measurement Measure(Metric metric, Budget budget, string? group = null, bool againstBase = false)
    {
        var source = Source(budget.On);
        if (Find(source, budget, group) is not { } scope) return new NotJudged("there are no records");
        return metric.Measure(new MetricInput(source.Whole, scope, Slice(budget.On), _words)
        {
            Ancestry = Ancestry,
            Leaves = _plan.Dataset.Taxonomy?.Leaves ?? [],
            Reference = !metric.NeedsReference ? null : againstBase ? BaseSet(budget, group) : ReferenceSet(budget, group),
            Human = metric.Name == HumanRetention.MetricName ? Human() : null,
            Samples = _samples,
            Unit = budget.Of,
            Settings = Settings(budget),
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
            Settings = Settings(budget),
            Today = today,
        });
    }

    /// <summary>The records of a budget's slice.</summary>
    public Tally? Tally(Budget budget, string? group = null) => Set(budget, group)?.Tally;

    /// <summary>The set of a budget's slice; null: there is no such group in it.</summary>
    public SetSketch? Set(Budget budget, string? group) => Find(Source(budget.On), budget, group)?.Slice(Slice(budget.On));

    /// <summary>The set of a budget's scope before the change that is judged.</summary>
    public SetSketch BaseSet(Budget budget, string? group)
    {
        var key = (budget.Bucket, budget.By?.Text, group);
        if (_base.TryGetValue(key, out var known)) return known;
        var now = (Find(_data, budget, group) ?? _data.Whole).Slice(SliceName.All);
        var none = now.New();
        var before = SetSketch.Before(
            group is null || Find(_data, budget, group) is not null ? now : none,
            Find(input.Change!.Added, budget, group)?.Slice(SliceName.All) ?? none, Find(input.Change!.Removed, budget, group)?.Slice(SliceName.All) ?? none, _plan.Base);
        before.Seal();
        return _base[key] = before;
    }

    private readonly Dictionary<(string? Bucket, string? By, string? Group), SetSketch> _base = [];

    private DatasetScan Source(SliceName? on) => on switch
    {
        SliceName.Added => input.Change!.Added,
        SliceName.Removed => input.Change!.Removed,
        _ => _data,
    };

    /// <summary>Of its source.</summary>
    private static SliceName Slice(SliceName? on) => on is null or SliceName.Added or SliceName.Removed ? SliceName.All : on.Value;

    private HumanRecords? Human()
    {
        if (input.Change is not { } change) return null;
        var removed = change.Removed.Whole.Slice(SliceName.Human);
        return new HumanRecords(_data.Whole.Leaf(RecordOrigin.Human).Tally.Records - change.Added.Whole.Leaf(RecordOrigin.Human).Tally.Records + removed.Tally.Records, removed);
    }

    public WordSplitter Words => _words;

    /// <summary>Turns samples into draws.</summary>
    public SampleReader Samples => _samples;

    public GroupSketches Groups(Budget budget) => Source(budget.On).Groups(GroupIndex(budget));

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
