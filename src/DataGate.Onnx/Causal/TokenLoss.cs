namespace DataGate.Onnx.Causal;

/// <summary>How unexpected a token was, by a model's logits.</summary>
internal static class TokenLoss
{
    /// <summary>−ln of the token's share in the softmax: ln Σ exp(logit − largest) − (its logit − largest), in double precision; in nats, 0 and above.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="token">The token that stands there.</param>
    /// <exception cref="EmbeddingException">A logit is no number, or the token has none.</exception>
    public static double Of(ReadOnlySpan<float> logits, int token)
    {
        if (token < 0 || token >= logits.Length)
            throw new EmbeddingException(EmbeddingCodes.Model, $"the model doesn't fit its tokenizer: it has {logits.Length} logits, and the tokenizer gives token {token}");
        var largest = float.NegativeInfinity;
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        double sum = 0;
        foreach (var logit in logits) sum += Math.Exp((double)logit - largest);
        var loss = Math.Log(sum) - ((double)logits[token] - largest);
        return double.IsFinite(loss) ? Math.Max(0, loss) : throw new EmbeddingException(EmbeddingCodes.Model, "the model gave a logit that is no number, or a token that it holds for impossible");
    }
}
