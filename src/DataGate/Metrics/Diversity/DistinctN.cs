using System.Collections.Immutable;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Diversity;

/// <summary>
/// distinct-n: different n-grams / all n-grams of the whole set; n-grams don't cross records. In (0, 1]; falls as a set grows.
/// </summary>
/// <remarks>Li et al. 2016 (arXiv 1510.03055) divide by tokens; most implementations, and this one, by n-grams. Exact while the set has no more different n-grams than the policy's memory holds; a threshold-sketch estimate with its 95% interval beyond.</remarks>
public sealed class DistinctN(int order) : Metric
{
    private readonly SketchKind _grams = SketchKind.Grams1 + order - 1;

    public override string Name => $"distinct-{order}";

    public override ImmutableArray<SketchKind> Needs => [_grams, SketchKind.Sample];

    public override DrawMetric OverDraws { get; } = new DistinctDraw(order);

    protected override Measurement Value(MetricInput input)
    {
        var table = input.Set.Get<GramCounts>(_grams).Table;
        var records = input.Set.Tally.Records;
        if (table.Total == 0) return new NotJudged($"no record has {order} words or more");
        var value = table.Distinct / table.Total;
        var sample = input.Set.Get<DocumentSample>(SketchKind.Sample);
        var error = 1.96 * table.RelativeError * value;
        var measured = table.IsExact
            ? Measured.Exact(value, records)
            : new Measured(value, Math.Max(0, value - error), Math.Min(1, value + error), records, "threshold sketch, 95%");
        return measured with
        {
            Explain = () => RepeatedGrams.Of(sample, order, input.Words),
            IsConstant = sample is { IsWhole: true, Count: 1 } && records > 1,
        };
    }
}
