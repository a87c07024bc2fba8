using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings;

/// <summary>vendi-score of the budget's own order <c>q</c>: see <see cref="VendiDraw"/>.</summary>
public sealed class VendiMetric() : SampledMetric(new VendiDraw(), "there are no records", (_, drawn) => SemanticTwins.Explain(drawn, SemanticTwins.DefaultSimilarity))
{
    public override DrawMetric OverDrawsWith(MetricSettings settings) => new VendiDraw(settings.Order);

    protected override DrawMetric For(MetricInput input) => OverDrawsWith(input.Settings);
}

/// <summary>semantic-duplicates from the budget's own <c>similarity</c> on: see <see cref="SemanticTwins"/>.</summary>
public sealed class SemanticDuplicateShare() : SampledMetric(
    new SemanticTwins(), "there are no records", (input, drawn) => SemanticTwins.Explain(drawn, input.Settings.Similarity))
{
    public override DrawMetric OverDrawsWith(MetricSettings settings) => new SemanticTwins(settings.Similarity);

    protected override DrawMetric For(MetricInput input) => OverDrawsWith(input.Settings);
}
