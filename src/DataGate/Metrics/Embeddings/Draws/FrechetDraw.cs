using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>The Fréchet distance (<see cref="FrechetDistance"/>) of the embeddings of data and reference. 0 and above.</summary>
/// <remarks>Over very many draws it is taken along the <see cref="CorpusVectors.Leading"/> directions in which both sides together vary most, its null too.</remarks>
public sealed class FrechetDraw : EmbeddingDraw
{
    public override string Name => "frechet";

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var vectors = CorpusVectors.Of(input.Corpus);
        var rows = input.IsOneOfMany ? vectors.LeadingRows : vectors.Rows;
        return FrechetDistance.Of(Moments(rows, input.Data), Moments(rows, input.Reference!));
    }

    private static Moments Moments(Vectors rows, Draw draw)
    {
        var moments = new Moments(rows.Dimensions);
        for (var i = 0; i < draw.Count; i++) moments.Add(rows[draw.Documents[i]], draw.Times[i]);
        return moments;
    }
}
