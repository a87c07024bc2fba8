using DataGate.Onnx.Sessions;

namespace DataGate.Onnx.Models;

/// <summary>Makes one vector of what a model gives for one text.</summary>
internal static class Pooled
{
    private const int MaxDimensions = 16_384;

    /// <summary>The text's vector: [1, components] as it is; of [1, tokens, components] the mean over the tokens or the first.</summary>
    /// <exception cref="EmbeddingException">The result has another shape.</exception>
    public static double[] Of(ModelResult result, int tokens, Pooling pooling)
    {
        var shape = result.Shape;
        var isTokens = shape.Length == 3 && shape[0] == 1 && shape[1] == tokens;
        if (!isTokens && !(shape.Length == 2 && shape[0] == 1) || shape[^1] is < 1 or > MaxDimensions)
            throw new EmbeddingException(EmbeddingCodes.Model, $"the model gives [{string.Join(", ", shape)}] for one text of {tokens} tokens, and an encoder gives [1, {tokens}, components] or [1, components], at most {MaxDimensions} of them");
        var sum = new double[shape[^1]];
        var rows = isTokens && pooling is Pooling.Mean ? tokens : 1;
        for (var row = 0; row < rows; row++)
            for (var i = 0; i < sum.Length; i++) sum[i] += result.Values[row * sum.Length + i];
        return sum;
    }
}
