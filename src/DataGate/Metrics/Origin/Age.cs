using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>Age of the oldest synthetic record, in whole days before today; 0 without synthetic records or when all are from today or later.</summary>
public sealed class Age : Metric
{
    public override string Name => "age";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Dates];

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic);
        if (synthetic.IsEmpty) return Measured.Exact(0, input.Set.Tally.Records);
        var dates = synthetic.Get<NumberRange>(SketchKind.Dates);
        if (dates.Known == 0) return new NotJudged("no synthetic record says when it was made");
        var (oldest, records) = dates.Smallest;
        return Measured.Exact(Math.Max(0, input.Today - oldest), synthetic.Tally.Records) with
        {
            Incomplete = dates.Missing.Times == 0 ? null : $"{dates.Missing.Times} synthetic records don't say when they were made",
            Explain = () => [new Evidence("oldest, made on " + UnixDay.Show(oldest), null, records.Times, Rows.Of(records))],
        };
    }
}
