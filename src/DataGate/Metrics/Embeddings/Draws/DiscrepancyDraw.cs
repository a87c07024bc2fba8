using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// The unbiased squared maximum mean discrepancy (<see cref="KernelGram"/>) of the embeddings of data and reference, with σ² the median over both sides together. About 0 where both are alike, and then
/// as often below it as above. Of more than <see cref="KernelGram.MaxRows"/> different texts the ones with the smallest hashes are compared.
/// </summary>
public sealed class DiscrepancyDraw : EmbeddingDraw
{
    public override string Name => "mmd";

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return CorpusVectors.Of(input.Corpus).Gram?.Discrepancy(Times(input, input.Data), Times(input, input.Reference!));
    }
}
