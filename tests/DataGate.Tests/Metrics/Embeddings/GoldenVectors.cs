using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using DataGate.Metrics.Embeddings;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Embeddings of real sets with what the reference implementations make of them.</summary>
internal sealed record GoldenVectors(string Name, Vectors Data, Vectors Reference, JsonElement Golden)
{
    public JsonElement Values => Golden.GetProperty("values");

    public JsonElement Mauve => Golden.GetProperty("mauve");

    public static IEnumerable<GoldenVectors> All()
    {
        var files = Directory.GetFiles(Repository.SharedData("golden", "vectors"), "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.That(files, Has.Count.GreaterThanOrEqualTo(5));
        foreach (var file in files)
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
            yield return new GoldenVectors(
                Path.GetFileNameWithoutExtension(file), Read(Path.ChangeExtension(file, ".npy")), Read(Path.ChangeExtension(file, ".ref.npy")), golden.RootElement.Clone());
        }
    }

    public static long[] Histogram(JsonElement clusters, int count)
    {
        var histogram = new long[count];
        foreach (var cluster in clusters.EnumerateArray()) histogram[cluster.GetInt32()]++;
        return histogram;
    }

    /// <summary>numpy's format 1.0: a magic word, the header's length, a header in Python's spelling, the numbers.</summary>
    private static Vectors Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var length = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, length);
        Assert.That(header, Does.Contain("'<f4'").And.Contain("'fortran_order': False"), file);
        var columns = int.Parse(header[(header.IndexOf(',', header.IndexOf("shape", StringComparison.Ordinal)) + 1)..header.IndexOf(')', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
        return new Vectors(columns, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray());
    }
}
