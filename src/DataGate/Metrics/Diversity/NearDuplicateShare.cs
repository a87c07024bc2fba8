using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Diversity;

/// <summary>near-duplicates from the budget's own <c>jaccard</c> on: see <see cref="NearDuplicates"/>.</summary>
public sealed class NearDuplicateShare() : SampledMetric(
    new NearDuplicates(), "there are no records", (input, drawn) => NearDuplicateEvidence.Of(drawn.Corpus, drawn.Data, input.Jaccard))
{
    public override DrawMetric OverDrawsAt(double jaccard) => new NearDuplicates(jaccard);

    protected override DrawMetric For(MetricInput input) => OverDrawsAt(input.Jaccard);
}
