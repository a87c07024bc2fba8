namespace DataGate.Onnx;

/// <summary>Vectors of Euclidean length 1.</summary>
internal static class UnitVector
{
    /// <exception cref="EmbeddingException">The vector has no direction, or holds what is no number.</exception>
    public static float[] Of(double[] vector)
    {
        var squares = 0.0;
        foreach (var value in vector) squares += value * value;
        if (!(squares > 0) || double.IsInfinity(squares))
            throw new EmbeddingException(EmbeddingCodes.Model, "the model gave a vector of length 0, or one that holds what is no number");
        var scale = 1 / Math.Sqrt(squares);
        return Array.ConvertAll(vector, value => (float)(value * scale));
    }
}
