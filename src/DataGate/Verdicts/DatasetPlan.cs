using System.Collections.Immutable;
using System.Numerics;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>What has to be gathered to judge a dataset: the needs of its pass, and of its reference's.</summary>
public sealed class DatasetPlan
{
    /// <summary>Tokens of both sides together that a comparison at equal size draws at most.</summary>
    public const int ComparedTokens = 500_000;

    private const int MinEntries = 1 << 12, MaxEntries = 1 << 22;

    /// <param name="policy">The dataset's policy.</param>
    /// <param name="dataset">What is judged.</param>
    /// <param name="isChange">Whether what a change adds is judged on its own.</param>
    /// <param name="profiles">Whether to gather what a report draws beside what is judged; changes no number of the verdict.</param>
    /// <param name="spanning">Budgets of the unions that the dataset is a member of; they change no number of its own verdict.</param>
    public DatasetPlan(Policy policy, DatasetPolicy dataset, bool isChange = false, bool profiles = false, ImmutableArray<Budget> spanning = default)
    {
        Spanning = spanning.IsDefault ? [] : spanning;
        Dataset = dataset;
        Profiles = profiles;
        EmbedSample = policy.EmbedSample;
        var active = dataset.Budgets.Where(budget => budget.Severity != Severity.Off).Select(OfChange).ToImmutableArray();
        Budgets = active;
        Implied = isChange ? [.. AddedBudgets.Of(dataset)] : [];
        active = [.. active, .. Implied];
        var whole = Kinds(active.Where(budget => budget is { Bucket: null, By: null, Against: null }));
        var splits = Kinds(active.Where(budget => budget.Against is not null));
        var splitCount = active.Any(budget => budget.Against is not null) ? dataset.Splits.Length : 0;
        Members = dataset.Buckets.IsEmpty ? [] : [.. dataset.Buckets.Select(bucket => Kinds(active.Where(budget => budget.Bucket == bucket.Name)))];
        ImmutableArray<ImmutableArray<SketchKind>> buckets = dataset.Buckets.IsEmpty ? []
            : [.. dataset.Buckets.Select(bucket => Candidates(bucket, active.Where(budget => budget.Bucket == bucket.Name && budget.By is null)))];
        var groups = Cuts(dataset, active);
        var spanned = Kinds(Spanning);
        var own = new SketchKinds().Add(whole);
        foreach (var kinds in buckets) own.Add(kinds);
        foreach (var group in groups) own.Add(group.Kinds);
        var ownFollows = own.Contains(SketchKind.Lineage) && dataset is { Id: not null, Parent: not null };
        var follows = ownFollows || (spanned.Contains(SketchKind.Lineage) && dataset is { Id: not null, Parent: not null });
        // Parents may stand anywhere in the dataset, whatever part of it is judged.
        if (follows) whole = new SketchKinds().Add(whole).Add(SketchKind.Lineage).ToImmutable();
        // Records of unknown origin are held against the known sources.
        if (dataset.Origin is { Unlabelled: Unlabelled.Error } origin && (origin.Field ?? origin.Generator) is not null) whole = new SketchKinds().Add(whole).Add(SketchKind.Sources).ToImmutable();
        var compares = ownFollows || active.Any(Compares);
        var bytesPerEntry = BytesPerEntry(whole) + (splitCount * BytesPerEntry(splits));
        foreach (var kinds in buckets) bytesPerEntry += BytesPerEntry(kinds);
        foreach (var group in groups) bytesPerEntry += BytesPerEntry(group.Kinds);
        if (dataset.Reference?.MaxAge is not null) spanned = new SketchKinds().Add(spanned).Add(SketchKind.Dates).ToImmutable();
        // What is only drawn doesn't share in the memory of what is judged: that would move where counts become bounded-error ones.
        var gathered = new SketchKinds().Add(whole).Add(spanned).Add(profiles ? [.. DatasetProfile.Needs(dataset)] : []).ToImmutable();
        Data = new Needs
        {
            Text = dataset.Text,
            Label = dataset.Label,
            Topic = whole.Contains(SketchKind.Topics) ? dataset.Taxonomy?.Field : null,
            Created = dataset.Created,
            Generation = dataset.Generation,
            Id = follows ? dataset.Id : null,
            Parent = follows ? dataset.Parent : null,
            Origin = dataset.Origin,
            Words = policy.Words,
            Seed = policy.Seed,
            Sketches = Size(policy, bytesPerEntry, dataset.Origin is not null, compares && ReferenceFiles is not null, isChange, Sample(policy, active, dataset.Buckets.Any(bucket => bucket.Near is not null))),
            Whole = gathered,
            Buckets = dataset.Buckets,
            InBuckets = buckets,
            Splits = splitCount,
            InSplits = splits,
            Groups = groups,
        };
        Alone = isChange ? new DatasetPlan(policy, dataset, isChange: false, profiles, spanning) : this;
        // The reference's own reality needs no origin: it is taken whole.
        Changed = isChange ? Data with { Splits = 0, Sketches = Data.Sketches with { Sample = int.MaxValue } } : null;
        Base = [.. Kinds(active.Where(budget => budget.By is null)).Where(kind => kind == SketchKind.Labels || IsCompared(kind, active)).Where(SketchOptions.CanRemove)];
        Reference = ReferenceFiles is null ? null : Data with { Splits = 0, Origin = null, Generation = null, Parent = null, Whole = gathered.Remove(SketchKind.Sources) };
    }

    public DatasetPolicy Dataset { get; }

    /// <summary>Whether the verdict shows the set as well, see <see cref="DatasetProfile"/>.</summary>
    public bool Profiles { get; }

    /// <summary>Different texts of a set that are embedded at most.</summary>
    public int EmbedSample { get; }

    /// <summary>The budgets to judge.</summary>
    public ImmutableArray<Budget> Budgets { get; }

    /// <summary>Budgets that nobody wrote for what a change adds, and that it is judged by; empty: no change is judged.</summary>
    public ImmutableArray<Budget> Implied { get; }

    /// <summary>Budgets of the unions that the dataset is a member of.</summary>
    public ImmutableArray<Budget> Spanning { get; }

    public Needs Data { get; }

    /// <summary>The same where no change is judged: beside one tables are smaller, for there are more of them.</summary>
    public DatasetPlan Alone { get; }

    /// <summary>The same for what a change adds and removes, which is held in full up to a number of bytes; null: no change is judged.</summary>
    public Needs? Changed { get; }

    /// <summary>Sketches of the records of each bucket, in their order; where they are found by nearness, of those found.</summary>
    public ImmutableArray<ImmutableArray<SketchKind>> Members { get; }

    /// <summary>Whether a budget has the whole and its reference embedded.</summary>
    public bool ComparesEmbeddings => Budgets.Any(budget => budget is { Bucket: null, By: null } && MetricCatalog.Find(budget.Metric)!.Embedded && Compares(budget));

    /// <summary>Sketches of what was there before a change.</summary>
    public ImmutableArray<SketchKind> Base { get; }

    /// <summary>The files of the reference; null: there are none to read.</summary>
    public FileSet? ReferenceFiles => Dataset.Reference?.FilesOver(Dataset.Files);

    /// <summary>Null where no reference files are to be read.</summary>
    public Needs? Reference { get; }

    /// <summary>That a slice of a change is empty, small, or not there is no fault: budgets on it are judged where they can be.</summary>
    private static Budget OfChange(Budget budget) =>
        (budget.On is SliceName.Added or SliceName.Removed || budget.Metric == HumanRetention.MetricName) && budget.NotJudged > Severity.Note ? budget with { NotJudged = Severity.Note } : budget;

    /// <summary>Whether an anchor is measured on sketches of the kind.</summary>
    private static bool IsCompared(SketchKind kind, IEnumerable<Budget> budgets) =>
        kind is SketchKind.Sample or SketchKind.Contents
        || budgets.Any(budget => budget.Section != Section.Labels && MetricCatalog.Get(budget.Metric) is { NeedsReference: true } metric && metric.Needs.Contains(kind));

    private static bool Compares(Budget budget) =>
        budget.Section is Section.Divergence or Section.Labels || budget is { Section: Section.Leakage, Against: null }
        || new[] { budget.Min, budget.Max, budget.Warn }.Any(bound => bound is { IsAbsolute: false });

    /// <summary>What models read is taken from the sample.</summary>
    private static int Sample(Policy policy, ImmutableArray<Budget> budgets, bool nears) =>
        nears || budgets.Any(budget => IsRead(policy, budget)) ? Math.Max(policy.Sample, policy.EmbedSample) : policy.Sample;

    private static bool IsRead(Policy policy, Budget budget) => MetricCatalog.Find(budget.Metric)!.Embedded
        || (policy.LanguageModel is not null && MetricCatalog.Get(budget.Metric).OverDraws is DrawMetric { OverPerplexities: true });

    /// <summary>Sketches of a bucket's records; where nearness chooses among them later, their texts.</summary>
    private static ImmutableArray<SketchKind> Candidates(Bucket bucket, IEnumerable<Budget> budgets) =>
        bucket.Near is not null && budgets.Any() ? SketchOptions.Closure(new SketchKinds().Add(SketchKind.Sample)) : Kinds(budgets);

    /// <summary>Each field of <c>by</c> cuts the whole, and the buckets that a budget cuts by it.</summary>
    private static ImmutableArray<GroupNeeds> Cuts(DatasetPolicy dataset, ImmutableArray<Budget> budgets)
    {
        var groups = ImmutableArray.CreateBuilder<GroupNeeds>();
        foreach (var by in budgets.Select(budget => budget.By).OfType<FieldPath>().Distinct())
        {
            var cut = budgets.Where(budget => by.Equals(budget.By)).ToList();
            groups.Add(new GroupNeeds(by, Kinds(cut.Where(budget => budget.Bucket is null))));
            for (var i = 0; i < dataset.Buckets.Length; i++)
            {
                var inside = cut.Where(budget => budget.Bucket == dataset.Buckets[i].Name).ToList();
                if (inside.Count > 0) groups.Add(new GroupNeeds(by, Candidates(dataset.Buckets[i], inside)) { Bucket = i });
            }
        }
        return groups.ToImmutable();
    }

    private static ImmutableArray<SketchKind> Kinds(IEnumerable<Budget> budgets)
    {
        var kinds = new SketchKinds();
        foreach (var budget in budgets)
        {
            if (budget.Section == Section.Labels)
            {
                kinds.Add(SketchKind.Labels);
                continue;
            }
            var metric = MetricCatalog.Get(budget.Metric);
            kinds.Add(metric.Needs);
            if (metric.OverDraws is not null && (Compares(budget) || budget.History is not null)) kinds.Add(SketchKind.Sample);
        }
        return SketchOptions.Closure(kinds);
    }

    /// <summary>
    /// How many entries each table may hold so that all of them together take about a quarter of the policy's memory, which leaves
    /// room for the samples, for the parts that threads fill, and for the collector: fixed by the
    /// policy alone, so that every part of a dataset, on any machine, is counted alike.
    /// </summary>
    private static SketchOptions Size(Policy policy, long bytesPerEntry, bool hasOrigin, bool hasReference, bool isChange, int sample)
    {
        var sets = (hasOrigin ? 3 : 1) + (hasReference ? 1 : 0) + (isChange ? 2 : 0);
        var entries = policy.Memory / 4 / Math.Max(1, sets * bytesPerEntry);
        var fitting = (int)Math.Clamp((long)BitOperations.RoundUpToPowerOf2((ulong)entries + 1) / 2, MinEntries, MaxEntries);
        return new SketchOptions(fitting, sample, policy.Memory / 8 / sets) { LineageBytes = policy.Memory / 8 / sets };
    }

    /// <summary>What an entry takes in the tables of one scope together.</summary>
    private static long BytesPerEntry(ImmutableArray<SketchKind> kinds)
    {
        var bytes = 0L;
        foreach (var kind in kinds)
        {
            bytes += kind switch
            {
                >= SketchKind.Grams1 and <= SketchKind.Grams5 => 24,
                SketchKind.Contents or SketchKind.Openings => 56,
                _ => 0,
            };
        }
        return bytes;
    }
}
