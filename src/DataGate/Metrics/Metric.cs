using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Judging;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Metrics.Tail;
using DataGate.Text;

namespace DataGate.Metrics;

/// <summary>What a metric measures on.</summary>
/// <param name="Whole">The whole dataset, cut by origin.</param>
/// <param name="Scope">The scope that is measured: the whole, a tail bucket, one value of a field.</param>
/// <param name="Slice">The slice of it.</param>
/// <param name="Words">Splits sampled texts again, for evidence.</param>
public sealed record MetricInput(ScopeSketch Whole, ScopeSketch Scope, SliceName Slice, WordSplitter Words)
{
    /// <summary>What the scope is a part of, for shares: the whole dataset, or of a bucket cut by a field all records with its value.</summary>
    public ScopeSketch Around { get; init; } = Whole;

    /// <summary>Of a bucket by nearness, the members in the slice; null: it is none.</summary>
    public NearMembers? Near { get; init; }

    /// <summary>The slice's sketches.</summary>
    public SetSketch Set => Scope.Slice(Slice);

    /// <summary>The reference's sketches; null: there is none.</summary>
    public SetSketch? Reference { get; init; }

    /// <summary>What the reference is called in evidence: another set may stand in its place.</summary>
    public string ReferenceName { get; init; } = "the reference";

    /// <summary>Whether the reference is what the set's own dataset was before a change: its places may be those of the change. Default: false.</summary>
    public bool IsBase { get; init; }

    /// <summary>Who descends from whom in the whole dataset, found out when first asked for.</summary>
    public required Lazy<Ancestry> Ancestry { get; init; }

    /// <summary>The leaves of the dataset's taxonomy; empty: it declares none.</summary>
    public ImmutableArray<string> Leaves { get; init; } = [];

    /// <summary>The samples of sets as draws.</summary>
    public required SampleReader Samples { get; init; }

    /// <summary>What a ratio counts.</summary>
    public Unit Unit { get; init; }

    /// <summary>What the budget sets of its metric.</summary>
    public MetricSettings Settings { get; init; } = MetricSettings.Default;

    /// <summary>What the human records are called among the sources that unlabelled ones may resemble.</summary>
    public string HumanName { get; init; } = "human";

    /// <summary>The language model that judges texts; null: see <see cref="NoJudge"/>.</summary>
    public IJudge? Judge { get; init; }

    /// <summary>Why there is no judge: a clause.</summary>
    public string NoJudge { get; init; } = "the policy names no judge";

    /// <summary>The human records before a change; null: no change is judged.</summary>
    public HumanRecords? Human { get; init; }

    /// <summary>Today, in days since 1970-01-01.</summary>
    public int Today { get; init; }
}

/// <summary>What a budget may set of its metric; each setting is one metric's.</summary>
/// <param name="Jaccard">From which Jaccard similarity on records are near duplicates; above 0, at most 1.</param>
/// <param name="Order">The order q of the Vendi score: 1, 2 or infinity.</param>
/// <param name="Similarity">From which cosine on records are semantic duplicates; above 0, at most 1.</param>
public sealed record MetricSettings(double Jaccard, double Order, double Similarity)
{
    /// <summary>Whether near repeats count beside equal texts, where a metric counts either.</summary>
    public bool Near { get; init; }

    public static MetricSettings Default { get; } = new(NearDuplicates.DefaultJaccard, 1, SemanticTwins.DefaultSimilarity);
}

/// <summary>Measures, and knows no bound.</summary>
public abstract class Metric
{
    /// <summary>Its name in the catalog.</summary>
    public abstract string Name { get; }

    /// <summary>The sketches that it reads, of the data and, where it compares, of the reference.</summary>
    public abstract ImmutableArray<SketchKind> Needs { get; }

    /// <summary>Whether it compares with a reference.</summary>
    public virtual bool NeedsReference => false;

    /// <summary>The same measure over drawn records, for bounds that compare at equal size; null: it has none.</summary>
    public virtual EqualSizeMetric? OverDraws => null;

    /// <summary>The same as a budget sets it; few metrics have settings.</summary>
    public virtual EqualSizeMetric? OverDrawsWith(MetricSettings settings) => OverDraws;

    /// <summary>The set without whose records there is nothing to measure.</summary>
    protected virtual SetSketch Required(MetricInput input) => input.Set;

    /// <summary>The value on a set that has records (and a reference that has, where it needs one).</summary>
    protected abstract Measurement Value(MetricInput input);

    public Measurement Measure(MetricInput input)
    {
        if (Required(input).IsEmpty) return new NotJudged("there are no records");
        if (NeedsReference && input.Reference is not { IsEmpty: false }) return new NotJudged("the reference has no records");
        return Value(input);
    }
}
