using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>Synthetic share of the records, tokens or UTF-8 bytes whose origin is known. 0…1.</summary>
public sealed class Ratio : Metric
{
    public override string Name => "ratio";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Tally];

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic).Tally;
        var known = synthetic.In(input.Unit) + input.Scope.Leaf(RecordOrigin.Human).Tally.In(input.Unit);
        if (known == 0) return new NotJudged("no record of known origin has any " + input.Unit.ToString().ToLowerInvariant());
        var unknown = input.Scope.Leaf(RecordOrigin.Unknown).Tally.Records;
        return Measured.Exact((double)synthetic.In(input.Unit) / known, input.Set.Tally.Records) with
        {
            Incomplete = unknown == 0 ? null : $"{unknown} {(unknown == 1 ? "record is" : "records are")} of unknown origin",
            Explain = () => synthetic.Records == 0 ? [] : [new Evidence("synthetic records", null, synthetic.Records, [synthetic.First])],
        };
    }
}
