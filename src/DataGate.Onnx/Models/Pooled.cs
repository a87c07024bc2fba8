using DataGate.Onnx.Sessions;

namespace DataGate.Onnx.Models;

/// <summary>Makes one vector a text of what a model gives for texts of one length.</summary>
internal static class Pooled
{
    private const int MaxDimensions = 16_384;

    /// <summary>The vector of the text at <paramref name="row"/>: of [texts, components] as it is; of [texts, tokens, components] the mean over the tokens or the first.</summary>
    /// <exception cref="EmbeddingException">The result has another shape.</exception>
    public static double[] Of(ModelResult result, int row, int rows, int tokens, Pooling pooling)
    {
        var shape = result.Shape;
        var isTokens = shape.Length == 3 && shape[0] == rows && shape[1] == tokens;
        if (!isTokens && !(shape.Length == 2 && shape[0] == rows) || shape[^1] is < 1 or > MaxDimensions)
            throw new EmbeddingException(EmbeddingCodes.Model, $"the model gives [{string.Join(", ", shape)}] for a batch of {rows} of {tokens} tokens, and an encoder gives [{rows}, {tokens}, components] or [{rows}, components], at most {MaxDimensions} of them");
        var sum = new double[shape[^1]];
        var start = row * sum.Length * (isTokens ? tokens : 1);
        for (var token = 0; token < (isTokens && pooling is Pooling.Mean ? tokens : 1); token++)
            for (var i = 0; i < sum.Length; i++) sum[i] += result.Values[start + token * sum.Length + i];
        return sum;
    }
}
