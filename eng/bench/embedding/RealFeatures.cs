using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataGate.Metrics.Embeddings;

namespace DataGate.Bench.Embedding;

/// <summary>Two sets of embeddings of real texts, in numpy's files: neither set is chosen.</summary>
internal static class RealFeatures
{
    /// <summary>The different texts of all files, in order of their SHA-256: the first so many are one side, the next ones the other.</summary>
    public static void Write(IEmbedder embedder, int rows, string data, string reference, IEnumerable<string> files)
    {
        List<string> texts = [.. files.SelectMany(File.ReadLines).Select(TextOf).OfType<string>().Distinct(StringComparer.Ordinal)
            .OrderBy(text => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), StringComparer.Ordinal).Take(2 * rows)];
        if (texts.Count < 2 * rows) throw new InvalidOperationException($"there are {texts.Count} different texts only");
        var embedded = embedder.Embed(texts);
        Write(data, embedded.Take(rows), embedder.Dimensions);
        Write(reference, embedded.Skip(rows), embedder.Dimensions);
    }

    private static string? TextOf(string line)
    {
        using var row = JsonDocument.Parse(line);
        return row.RootElement.TryGetProperty("text", out var text) ? text.GetString() : null;
    }

    private static void Write(string file, IEnumerable<TextEmbedding> embedded, int dimensions)
    {
        float[] components = [.. embedded.SelectMany(text => text.Vector.ToArray())];
        var shape = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({components.Length / dimensions}, {dimensions}), }}");
        var header = shape.PadRight(117) + "\n";
        using var stream = File.Create(file);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        stream.Write(MemoryMarshal.AsBytes(components.AsSpan()));
    }
}
