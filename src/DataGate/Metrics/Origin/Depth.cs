using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>The largest generation of a synthetic record: 1 is made from human data, 2 from synthetic data made from human data, and so on. 0 without synthetic records.</summary>
public sealed class Depth : Metric
{
    public override string Name => "depth";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Generations];

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic);
        if (synthetic.IsEmpty) return Measured.Exact(0, input.Set.Tally.Records);
        var generations = synthetic.Get<NumberRange>(SketchKind.Generations);
        if (generations.Known == 0) return new NotJudged("no synthetic record says its generation");
        var (deepest, records) = generations.Largest;
        return Measured.Exact(deepest, synthetic.Tally.Records) with
        {
            Incomplete = generations.Missing.Times == 0 ? null : $"{generations.Missing.Times} synthetic records don't say their generation",
            Explain = () => [new Evidence($"records of generation {deepest}", null, records.Times, Rows.Of(records))],
        };
    }
}
