using DataGate.Metrics.Embeddings;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>
/// An embedder without a model: a text is the sum of directions that its words' hashes give, so that texts with common words are near each other. Words that begin with <c>?</c> are unknown to it.
/// </summary>
internal sealed class HashEmbedder(int dimensions = 48) : IEmbedder
{
    public string Model => "hash";

    public int Dimensions => dimensions;

    /// <summary>Texts embedded so far.</summary>
    public List<string> Embedded { get; } = [];

    public static TextEmbeddings Texts() => new(() => new EmbedderOffer(new HashEmbedder(), null));

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        Embedded.AddRange(texts);
        return [.. texts.Select(Embed)];
    }

    private TextEmbedding Embed(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sum = new double[dimensions];
        // A direction that all texts share stands for what all texts of a language do.
        sum[0] = 0.5;
        foreach (var word in words)
        {
            var hash = Hash64.Of(System.Text.Encoding.UTF8.GetBytes(word), 1);
            for (var i = 0; i < dimensions; i++)
            {
                hash = Hash64.Avalanche(hash + (ulong)i);
                sum[i] += (hash >> 11) * (2.0 / (1UL << 53)) - 1;
            }
        }
        var length = Math.Sqrt(sum.Sum(value => value * value));
        return new TextEmbedding(sum.Select(value => (float)(value / length)).ToArray(), words.Length, words.Count(word => word[0] == '?'));
    }
}
