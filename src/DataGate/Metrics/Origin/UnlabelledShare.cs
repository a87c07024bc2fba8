using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>Share of records that no origin rule matches, whatever the policy takes them for. 0…1.</summary>
public sealed class UnlabelledShare : Metric
{
    public override string Name => "unlabelled";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Tally];

    protected override Measurement Value(MetricInput input)
    {
        var tally = input.Set.Tally;
        var unmatched = tally.Unmatched;
        return Measured.Exact((double)unmatched.Weight / tally.Records, tally.Records) with
        {
            Explain = () => unmatched.Times == 0 ? [] : [new Evidence("records of unknown origin", null, unmatched.Times, Rows.Of(unmatched))],
        };
    }
}
