using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>Share of the synthetic records that have parents and of which every line of parents ends in a human record, of the data or of the reference. 0…1.</summary>
public sealed class Anchored : Metric
{
    private const int Shown = 5;

    internal const string BeyondMemory = "there are more records than parents can be followed for within the policy's memory";

    public override string Name => "anchored";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Lineage];

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic);
        if (synthetic.IsEmpty) return new NotJudged("there are no synthetic records");
        var ancestry = input.Ancestry.Value;
        if (ancestry.TooMany) return new NotJudged(BeyondMemory);
        var lineage = synthetic.Get<Lineage>(SketchKind.Lineage);
        lineage.Seal();
        var anchored = 0;
        for (var i = 0; i < lineage.Count; i++)
            if (ancestry.Of(ancestry.Find(lineage.Place(i))).IsAnchored) anchored++;
        var records = synthetic.Tally.Records;
        return Measured.Exact((double)anchored / records, records) with { Explain = () => Unanchored(lineage, ancestry) };
    }

    /// <summary>The unanchored records by where their lines end, the largest group first; of each the deepest record, and the way from it to that end.</summary>
    private static ImmutableArray<Evidence> Unanchored(Lineage lineage, Ancestry ancestry)
    {
        var groups = new Dictionary<int, (long Records, int Deepest)>();
        for (var i = 0; i < lineage.Count; i++)
        {
            var record = ancestry.Find(lineage.Place(i));
            if (ancestry.Of(record).IsAnchored) continue;
            var end = ancestry.EndOf(record);
            var group = groups.GetValueOrDefault(end, (Records: 0, Deepest: record));
            groups[end] = (group.Records + 1, ancestry.Of(record).Depth > ancestry.Of(group.Deepest).Depth ? record : group.Deepest);
        }
        var largest = groups.OrderByDescending(group => group.Value.Records).ThenBy(group => ancestry.PlaceOf(group.Key)).Take(Shown)
            .Select(group => new Evidence(How(group.Key, ancestry), null, group.Value.Records, ancestry.ChainToEnd(group.Value.Deepest)));
        return lineage.Bare.Times == 0
            ? [.. largest]
            : [.. largest, new Evidence("synthetic records with neither id nor parent", null, lineage.Bare.Times, Rows.Of(lineage.Bare))];
    }

    private static string How(int end, Ancestry ancestry) =>
        ancestry.Of(end).IsInCircle ? "made from each other in a circle, or from such records"
        : ancestry.Of(end).LacksParent ? "of a line whose last record names a parent that is nowhere"
        : "of a line whose last record names no parent";
}
