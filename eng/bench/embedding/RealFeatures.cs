using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataGate.Metrics.Embeddings;
using DataGate.VectorBench;

namespace DataGate.Bench.Embedding;

/// <summary>Two sets of embeddings of real texts, in numpy's files: neither set is chosen.</summary>
internal static class RealFeatures
{
    /// <summary>The embeddings of all files' different texts, in order of the texts' SHA-256: the first so many are one side, the next ones the other.</summary>
    public static void Write(IEmbedder embedder, int rows, string data, string reference, IEnumerable<string> files)
    {
        var texts = files.SelectMany(File.ReadLines).Select(TextOf).OfType<string>().Distinct(StringComparer.Ordinal)
            .OrderBy(text => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var components = new List<float>();
        foreach (var chunk in texts.Chunk(256))
        {
            // Texts whose words are the same have the same embedding: it is taken once.
            foreach (var text in embedder.Embed(chunk))
                if (known.Count < 2 * rows && known.Add(Convert.ToBase64String(MemoryMarshal.AsBytes(text.Vector.Span)))) components.AddRange(text.Vector.Span);
            if (known.Count == 2 * rows) break;
        }
        if (known.Count < 2 * rows) throw new InvalidOperationException($"there are {known.Count} different embeddings only");
        var all = CollectionsMarshal.AsSpan(components);
        NumpyFile.Write(data, embedder.Dimensions, all[..(rows * embedder.Dimensions)]);
        NumpyFile.Write(reference, embedder.Dimensions, all[(rows * embedder.Dimensions)..]);
    }

    private static string? TextOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("text", out var text) ? text.GetString() : null;
    }
}
