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
    private readonly Gathered _gathered = new(input);
    private readonly WordSplitter _words = WordSplitter.For(input.Plan.Data.Words, input.Plan.Data.Seed);
    private readonly SampleReader _samples = new(WordSplitter.For(input.Plan.Data.Words, input.Plan.Data.Seed), Embedding(input));

    /// <summary>How models read a dataset's texts.</summary>
    public static EmbeddingSample Embedding(DatasetInput input) => new(input.Embeddings, input.Plan.EmbedSample, input.Plan.Data.Seed) { Perplexities = input.Perplexities };

    /// <summary>What a budget sets of its metric.</summary>
    public static MetricSettings Settings(Budget budget) => new(budget.Jaccard, budget.Order, budget.Similarity) { Near = budget.Near };

    /// <summary>Who descends from whom; for datasets of which a budget rests on it.</summary>
    public Lazy<Ancestry> Ancestry { get; } = new(() => new Ancestry(input.Data.Scan.Whole, input.Reference?.Scan.Whole.Slice(SliceName.All)));

    /// <summary>The one value that the policy knows human records by, where it is one.</summary>
    private string HumanName => _plan.Dataset.Origin is { HumanValues: [var value] } ? value.Text : "human";

    /// <summary>Which known sources the records of unknown origin resemble.</summary>
    public ImmutableArray<Evidence> Resemblances() => KnownSources.Resembled(_data.Whole, HumanName, _words);

    /// <summary>Whether a slice of the dataset itself is the reference.</summary>
    private SliceName? ReferenceSlice => _plan.Dataset.Reference?.Slice;

    /// <summary>Where the reference's records are.</summary>
    private DatasetScan? Reference => ReferenceSlice is null ? _reference : _data;

    public Measurement Measure(Metric metric, Budget budget, ByValue? group = null, bool againstBase = false)
    {
        if (budget.Against is { } split) return MeasureSplit(metric, budget, split);
        var source = Source(budget.On);
        if (_gathered.Find(source, budget, group, Slice(budget.On)) is not { } found) return new NotJudged("there are no records");
        if (found.WhyNot(metric) is { } whyNot) return new NotJudged(whyNot);
        return metric.Measure(new MetricInput(source.Whole, found.Scope, Slice(budget.On), _words)
        {
            Around = found.Around,
            Near = found.Near,
            Ancestry = Ancestry,
            Leaves = _plan.Dataset.Taxonomy?.Leaves ?? [],
            Reference = !metric.NeedsReference ? null : againstBase ? BaseSet(budget, group) : ReferenceSet(budget, group),
            ReferenceName = againstBase ? "the base" : "the reference",
            IsBase = againstBase,
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

    /// <summary>What a split scores against all others.</summary>
    private Measurement MeasureSplit(Metric metric, Budget budget, string split)
    {
        var (others, own) = (Others(split), _data.Split(SplitIndex(split)).Slice(SliceName.All));
        if (own.IsEmpty) return new NotJudged($"the split '{split}' has no records");
        if (others.Slice(SliceName.All).IsEmpty) return new NotJudged("the other splits have no records");
        return metric.Measure(new MetricInput(_data.Whole, others, SliceName.All, _words)
        {
            Ancestry = Ancestry,
            Reference = own,
            ReferenceName = $"the split '{split}'",
            Samples = _samples,
            Settings = Settings(budget),
            Today = today,
        });
    }

    /// <summary>The records of all splits but one.</summary>
    private ScopeSketch Others(string split)
    {
        if (_others.TryGetValue(split, out var known)) return known;
        var sum = new ScopeSketch(() => new SetSketch(_plan.Data.InSplits, _plan.Data.Sketches));
        for (var i = 0; i < _plan.Data.Splits; i++)
            if (i != SplitIndex(split)) sum.Merge(_data.Split(i));
        return _others[split] = sum;
    }

    private readonly Dictionary<string, ScopeSketch> _others = new(StringComparer.Ordinal);

    private int SplitIndex(string split)
    {
        for (var i = 0; i < _plan.Dataset.Splits.Length; i++)
            if (_plan.Dataset.Splits[i].Name == split) return i;
        throw new InvalidOperationException("a budget is of a split that the dataset doesn't have");
    }

    /// <summary>What the reference itself scores; null where there is no reference.</summary>
    public Measurement? MeasureReference(Metric metric, Budget budget, ByValue? group = null)
    {
        if (Reference is not { } source) return null;
        if (_gathered.Find(source, budget, group, ReferenceSlice ?? SliceName.All) is not { } found) return new NotJudged("the reference has no such records");
        if (found.WhyNot(metric) is { } whyNot) return new NotJudged($"of the reference, {whyNot}");
        return metric.Measure(new MetricInput(source.Whole, found.Scope, ReferenceSlice ?? SliceName.All, _words)
        {
            Around = found.Around,
            Near = found.Near,
            Ancestry = Ancestry,
            Leaves = _plan.Dataset.Taxonomy?.Leaves ?? [],
            Samples = _samples,
            Unit = budget.Of,
            Settings = Settings(budget),
            Today = today,
        });
    }

    /// <summary>The records of a budget's slice.</summary>
    public Tally? Tally(Budget budget, ByValue? group = null) => Set(budget, group)?.Tally;

    /// <summary>The set of a budget's slice; null: there is no such group in it.</summary>
    public SetSketch? Set(Budget budget, ByValue? group) => budget.Against is { } split ? Others(split).Slice(SliceName.All) : _gathered.Find(Source(budget.On), budget, group, Slice(budget.On))?.Scope.Slice(Slice(budget.On));

    /// <summary>Why records can't be compared by a metric: who they are is not known. Null: they can.</summary>
    public string? WhyNot(Metric metric, Budget budget, ByValue? group, bool againstBase)
    {
        if (Why(Source(budget.On), Slice(budget.On)) is { } ofData) return ofData;
        if (againstBase) return new[] { _data, input.Change!.Added, input.Change.Removed }.Select(scan => Why(scan, SliceName.All)).FirstOrDefault(why => why is not null) is { } before ? $"of the base, {before}" : null;
        return Reference is { } reference && Why(reference, ReferenceSlice ?? SliceName.All) is { } other ? $"of the reference, {other}" : null;
        string? Why(DatasetScan scan, SliceName slice) => _gathered.Find(scan, budget, group, slice)?.WhyNot(metric);
    }

    /// <summary>The set of a budget's scope before the change that is judged.</summary>
    public SetSketch BaseSet(Budget budget, ByValue? group)
    {
        var key = (budget.Bucket, budget.By?.Text, group);
        if (_base.TryGetValue(key, out var known)) return known;
        var none = _data.Whole.Slice(SliceName.All).New();
        SetSketch All(DatasetScan scan) => _gathered.Find(scan, budget, group, SliceName.All)?.Scope.Slice(SliceName.All) ?? none;
        var before = SetSketch.Before(All(_data), All(input.Change!.Added), All(input.Change.Removed), _plan.Base);
        before.Seal();
        return _base[key] = before;
    }

    private readonly Dictionary<(string? Bucket, string? By, ByValue? Group), SetSketch> _base = [];

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

    /// <summary>Whether a budget's field has too many values to cut by.</summary>
    public bool IsCutTooFine(Budget budget) => _gathered.Groups(Source(budget.On), budget).TooMany;

    /// <summary>The values of a budget's field, as it judges them.</summary>
    public ByValues Values(Budget budget) => _values.TryGetValue(budget, out var known) ? known
        : _values[budget] = ByValues.Of(budget, [.. _gathered.Groups(Source(budget.On), budget).Groups.Select(group => (group.Key, Records(budget, new ByValue(group.Key))))]);

    private readonly Dictionary<Budget, ByValues> _values = new(ReferenceEqualityComparer.Instance);

    /// <summary>Records of a budget that have a value of its field: what it may be judged on; where it isn't known which they are, those that it can be.</summary>
    private long Records(Budget budget, ByValue group)
    {
        var found = _gathered.Find(Source(budget.On), budget, group, Slice(budget.On));
        return found is null ? 0 : (found.Near?.WhyNotInside is null ? found.Scope : found.Around).Slice(Slice(budget.On)).Tally.Records;
    }

    /// <summary>The whole reference; null where there is none.</summary>
    public SetSketch? ReferenceWhole => ReferenceSlice is { } slice ? _data.Whole.Slice(slice) : _reference?.Whole.Slice(SliceName.All);

    public SetSketch? ReferenceSet(Budget budget, ByValue? group)
    {
        var slice = ReferenceSlice ?? SliceName.All;
        return Reference is { } source ? _gathered.Find(source, budget, group, slice)?.Scope.Slice(slice) : null;
    }
}
