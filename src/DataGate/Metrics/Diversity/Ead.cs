using System.Collections.Immutable;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Diversity;

/// <summary>Expectation-adjusted distinct over all words of the set: see <see cref="EadDraw"/>.</summary>
public sealed class Ead : Metric
{
    public override string Name => "ead";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Grams1, SketchKind.Sample];

    public override DrawMetric OverDraws { get; } = new EadDraw();

    protected override Measurement Value(MetricInput input)
    {
        var table = input.Set.Get<GramCounts>(SketchKind.Grams1).Table;
        var records = input.Set.Tally.Records;
        if (table.Total == 0) return new NotJudged("no record has a word");
        var value = EadDraw.Of(table.Distinct, table.Total);
        var sample = input.Set.Get<DocumentSample>(SketchKind.Sample);
        var error = 1.96 * table.RelativeError * value;
        var measured = table.IsExact
            ? Measured.Exact(value, records)
            : new Measured(value, Math.Max(0, value - error), value + error, records, "threshold sketch, 95%");
        return measured with
        {
            Explain = () => RepeatedGrams.Of(sample, 1, input.Words),
            IsConstant = sample is { IsWhole: true, Count: 1 } && records > 1,
        };
    }
}
