namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Turns texts into vectors of unit length. An embedding depends on the text and the model alone, never on the texts that are embedded beside it.
/// </summary>
public interface IEmbedder
{
    /// <summary>What the embeddings are made by: a short name and the SHA-256 of everything that decides them (model, vocabulary, preparation of the text).</summary>
    string Model { get; }

    /// <summary>Components of an embedding.</summary>
    int Dimensions { get; }

    /// <summary>The embeddings of the texts, in their order. Not safe from several threads; it may use several itself.</summary>
    IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts);
}

/// <summary>A text as an embedder sees it.</summary>
/// <param name="Vector"><see cref="IEmbedder.Dimensions"/> components, of Euclidean length 1.</param>
/// <param name="Tokens">Tokens that the model's vocabulary made of the text.</param>
/// <param name="UnknownTokens">Those of them that stand for what the vocabulary doesn't know, 0 … <paramref name="Tokens"/>.</param>
public readonly record struct TextEmbedding(ReadOnlyMemory<float> Vector, int Tokens, int UnknownTokens);
