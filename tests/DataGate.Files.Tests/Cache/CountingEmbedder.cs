using System.Security.Cryptography;
using System.Text;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Tests.Cache;

/// <summary>Makes vectors out of texts' hashes and counts what it was asked for.</summary>
internal sealed class CountingEmbedder(string model = "test sha256:0", int dimensions = 8) : IEmbedder
{
    public List<string> Asked { get; } = [];

    public string Model => model;

    public int Dimensions => dimensions;

    public static TextEmbedding Of(string text, int dimensions = 8)
    {
        var random = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.Unicode.GetBytes(text))));
        var values = Enumerable.Range(0, dimensions).Select(_ => random.NextDouble() - 0.5).ToArray();
        var length = Math.Sqrt(values.Sum(x => x * x));
        return new TextEmbedding(values.Select(x => (float)(x / length)).ToArray(), text.Length + 1, text.Length / 2);
    }

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        Asked.AddRange(texts);
        return [.. texts.Select(text => Of(text, dimensions))];
    }
}
