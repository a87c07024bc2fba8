using System.Security.Cryptography;
using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>The golden sets of texts beside the project: their values, and the records that those are of.</summary>
internal static class GoldenSets
{
    public static IEnumerable<(string Name, JsonElement Golden, string[] Texts)> All()
    {
        foreach (var file in Directory.GetFiles(Repository.SharedData("golden", "text"), "*.json"))
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = golden.RootElement.Clone();
            yield return (Path.GetFileName(file), root, Texts(root.GetProperty("data")));
        }
    }

    private static string[] Texts(JsonElement set)
    {
        var name = set.GetProperty("file").GetString()!;
        var wanted = set.GetProperty("file_sha256").GetString();
        var path = new[] { Path.Combine("dev", "sample", name), Path.Combine("dev", name) }
            .Select(path => Path.Combine(Repository.SharedData(), path))
            .First(path => File.Exists(path) && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == wanted);
        return [.. Sets.Read(path)[set.GetProperty("row_start").GetInt32()..set.GetProperty("row_end_exclusive").GetInt32()].Select(row => row.Text)];
    }
}
