using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>A metric of the catalog whose value is a measure over the set's sample: exact where the sample is the whole set, an estimate with its interval beyond.</summary>
/// <param name="draws">The measure.</param>
/// <param name="undefined">Why it may have no value: a clause.</param>
/// <param name="explain">What did it; null: nothing is said.</param>
public class SampledMetric(DrawMetric draws, string undefined, Func<MetricInput, DrawInput, ImmutableArray<Evidence>>? explain = null) : Metric
{
    public override string Name => draws.Name;

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Sample];

    public override bool NeedsReference => draws.IsDivergence;

    public override DrawMetric OverDraws => draws;

    /// <summary>The measure as the input asks for it.</summary>
    protected virtual DrawMetric For(MetricInput input) => draws;

    protected override Measurement Value(MetricInput input)
    {
        var drawn = draws.IsDivergence ? input.Samples.Of(input.Set, input.Reference!) : input.Samples.Of(input.Set);
        var measure = For(input);
        if (measure.Value(drawn) is not { } value) return new NotJudged(undefined);
        var (isWhole, contents) = Sample(input);
        var measured = Measured.Exact(value, drawn.Data.Records);
        if (!isWhole)
        {
            if (Jackknife.Error(measure, drawn) is not { } error) return new NotJudged(undefined);
            var margin = Jackknife.Quantile * error;
            var (low, high) = (Math.Max(0, value - margin), Math.Min(MetricCatalog.Find(Name)!.Highest, value + margin));
            var sampling = SampledSide.Of(input.Set).Sampling;
            if (measure.IsShareOfRecords) high = Math.Max(high, Wilson.High(value, drawn.Data.Records));
            if (sampling < 1) high = measure.HighOf(drawn, high, sampling);
            measured = new Measured(
                value, low, high, drawn.Data.Records,
                string.Create(CultureInfo.InvariantCulture, $"sample of {contents:N0} different texts, jackknife, 95%"));
        }
        return measured with
        {
            Explain = explain is null ? null : () => explain(input, drawn),
            IsConstant = isWhole && contents == 1 && drawn.Data.Records > 1,
        };
    }

    private (bool IsWhole, int Contents) Sample(MetricInput input)
    {
        var data = input.Set.Get<DocumentSample>(SketchKind.Sample);
        var reference = draws.IsDivergence ? input.Reference!.Get<DocumentSample>(SketchKind.Sample) : null;
        return (data.IsWhole && reference is null or { IsWhole: true }, data.Count);
    }
}
