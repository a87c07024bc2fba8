using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Diversity;

/// <summary>near-duplicates from the budget's own <c>jaccard</c> on: see <see cref="NearDuplicates"/>.</summary>
public sealed class NearDuplicateShare() : SampledMetric(
    new NearDuplicates(), "there are no records", (input, drawn) => NearDuplicateEvidence.Of(drawn.Corpus, drawn.Data, input.Settings.Jaccard))
{
    public override DrawMetric OverDrawsWith(MetricSettings settings) => new NearDuplicates(settings.Jaccard);

    protected override DrawMetric For(MetricInput input) => OverDrawsWith(input.Settings);
}
