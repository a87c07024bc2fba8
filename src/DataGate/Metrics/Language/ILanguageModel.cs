using System.Runtime.InteropServices;

namespace DataGate.Metrics.Language;

/// <summary>
/// Says how far a model that was trained elsewhere expects a text. What it says depends on the text and the model alone, never on the texts that are scored beside it.
/// </summary>
public interface ILanguageModel
{
    /// <summary>What scores: a short name and the SHA-256 of everything that decides a score (model, vocabulary, preparation of the text).</summary>
    string Model { get; }

    /// <summary>The scores of the texts, in their order. Not safe from several threads; it may use several itself.</summary>
    IReadOnlyList<TextScore> Score(IReadOnlyList<string> texts);
}

/// <summary>A text as a language model sees it.</summary>
/// <param name="LogPerplexity">The mean of −ln p over its tokens, each after those before it; in nats a token, 0 and above. 0 where no token stands behind another.</param>
/// <param name="Tokens">Tokens that the model read.</param>
/// <param name="UnknownTokens">Those of them that stand for what the vocabulary doesn't know, 0 … <paramref name="Tokens"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextScore(double LogPerplexity, int Tokens, int UnknownTokens);
