using System.Collections.Immutable;

namespace DataGate.Policies;

/// <summary>Nearness in meaning to one of some phrases, by embeddings.</summary>
/// <param name="Phrases">1 or more texts, none of them blank.</param>
/// <param name="Similarity">The cosine from which a record's text is near a phrase; above 0, at most 1. Default: 0.70.</param>
public sealed record Nearness(ImmutableArray<string> Phrases, double Similarity)
{
    public const double DefaultSimilarity = 0.70;
}
