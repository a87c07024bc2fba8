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
        var (drawn, whyNot, isWhole, contents) = Sample(input);
        if (drawn is null) return new NotJudged(whyNot!);
        var measure = For(input);
        var least = Math.Min(drawn.Data.Records, drawn.Reference?.Records ?? long.MaxValue);
        if (least < measure.LeastRecords)
            return new NotJudged(string.Create(CultureInfo.InvariantCulture, $"of {measure.LeastRecords:N0} records that it needs of each side there are {least:N0}"));
        if (measure.Value(drawn) is not { } value) return new NotJudged(undefined);
        var measured = Measured.Exact(value, drawn.Data.Records);
        var own = measure.OwnError(drawn);
        if (!isWhole || own > 0)
        {
            if ((isWhole ? 0 : measure.SamplingError(drawn)) is not { } error) return new NotJudged(undefined);
            var margin = Jackknife.Quantile * Math.Sqrt((error * error) + (own * own));
            var info = MetricCatalog.Find(Name)!;
            var (low, high) = (Math.Max(info.Lowest, value - margin), Math.Min(info.Highest, value + margin));
            var sampling = input.Samples.IsRead(draws) ? input.Samples.Sampling(input.Set) : SampledSide.Of(input.Set).Sampling;
            if (measure.IsShareOfRecords) high = Math.Max(high, Wilson.High(value, drawn.Data.Records));
            if (sampling < 1) high = measure.HighOf(drawn, high, sampling);
            measured = new Measured(
                value, low, high, drawn.Data.Records,
                isWhole ? "averaged over its own draws, 95%" : string.Create(CultureInfo.InvariantCulture, $"sample of {contents:N0} different texts, {measure.ErrorMethod}, 95%"));
        }
        return measured with
        {
            Explain = explain is null ? null : () => explain(input, drawn),
            IsConstant = isWhole && contents == 1 && drawn.Data.Records > 1,
        };
    }

    private SampleDraw Sample(MetricInput input)
    {
        var reference = draws.IsDivergence ? input.Reference : null;
        if (input.Samples.IsRead(draws)) return input.Samples.Read(input.Set, reference, draws.OverPerplexities);
        var data = input.Set.Get<DocumentSample>(SketchKind.Sample);
        var isWhole = data.IsWhole && (reference is null || reference.Get<DocumentSample>(SketchKind.Sample).IsWhole);
        return new SampleDraw(reference is null ? input.Samples.Of(input.Set) : input.Samples.Of(input.Set, reference), null, isWhole, data.Count);
    }
}
