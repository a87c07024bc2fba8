using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>What a dataset brings into the unions that it is a member of: sums of its records by origin, and no text of them.</summary>
public sealed class UnionPart
{
    /// <summary>Sketches that sum over datasets; small, whatever the dataset's size.</summary>
    private static readonly ImmutableArray<SketchKind> s_kinds = [SketchKind.Tally, SketchKind.Generators, SketchKind.Generations, SketchKind.Dates];

    private readonly Func<Place, Location> _locate;

    private UnionPart(DatasetInput input, Measurement depth, EvidenceRows? deepest)
    {
        HasOrigin = input.Plan.Dataset.Origin is not null;
        Files = input.Data.Files;
        Sources = input.Sources;
        Sums = input.Data.Scan.Whole.Only(s_kinds);
        _locate = input.Data.Locate;
        (Depth, Deepest) = (depth, deepest);
    }

    /// <summary>Whether its dataset says how human and synthetic records are told apart.</summary>
    public bool HasOrigin { get; }

    /// <summary>Files read.</summary>
    public int Files { get; }

    /// <summary>What was read, see <see cref="DatasetInput.Sources"/>.</summary>
    internal ImmutableArray<Source> Sources { get; }

    /// <summary>Its places are those of this dataset alone: summed up, they mean nothing.</summary>
    internal ScopeSketch Sums { get; }

    /// <summary>The dataset's own depth; not judged where no budget asked.</summary>
    internal Measurement Depth { get; }

    /// <summary>The records that are so deep; null: there are none.</summary>
    internal EvidenceRows? Deepest { get; }

    internal Tally All => Sums.Slice(SliceName.All).Tally;

    internal Tally Synthetic => Sums.Leaf(RecordOrigin.Synthetic).Tally;

    internal Location Locate(Place place) => _locate(place);

    internal static UnionPart Of(DatasetInput input, Scopes scopes)
    {
        var budget = input.Plan.Spanning.FirstOrDefault(spanning => spanning.Metric == "depth");
        if (budget is null || input.Plan.Dataset.Origin is null) return new UnionPart(input, new NotJudged("nobody asked"), null);
        var depth = scopes.Measure(MetricCatalog.Get(budget.Metric), budget);
        var deepest = (depth as Measured)?.Explain?.Invoke().FirstOrDefault();
        return new UnionPart(
            input, depth is Measured measured ? measured with { Explain = null } : depth,
            deepest is null ? null : new EvidenceRows(deepest.What, deepest.Excerpt, deepest.Records, [.. deepest.Places.Select(input.Data.Locate)]));
    }
}
