using System.Security.Cryptography;
using System.Text.Json;
using DataGate.TestSupport;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>Values of the reference implementations on real sets, tokens by plain white space.</summary>
public sealed class GoldenTests
{
    private static readonly (string Metric, string Golden)[] s_values =
    [
        ("distinct-1", "distinct_1"), ("distinct-2", "distinct_2"), ("distinct-3", "distinct_3"), ("distinct-4", "distinct_4"),
        ("distinct-5", "distinct_5"), ("exact-duplicates", "exact_duplicate_share"), ("token-js", "js_kt"), ("token-kl", "kl_ref_data_kt"),
    ];

    [Test]
    public void Every_metric_equals_the_golden_value_of_every_set_to_1e_12()
    {
        var files = Directory.GetFiles(Repository.SharedData("golden", "text"), "*.json");
        Assert.That(files, Has.Length.GreaterThanOrEqualTo(6));
        foreach (var file in files)
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = golden.RootElement;
            var data = Rows(root.GetProperty("data"));
            var reference = Rows(root.GetProperty("reference"));
            foreach (var (metric, name) in s_values)
            {
                var expected = root.GetProperty("values").GetProperty(name).GetDouble();
                var actual = Sets.Value(Sets.Measure(metric, data, reference, Words.Whitespace));
                Assert.That(actual, Is.EqualTo(expected).Within(1e-12), $"{metric} of {Path.GetFileName(file)}");
            }
        }
    }

    private static Row[] Rows(JsonElement set)
    {
        var name = set.GetProperty("file").GetString()!;
        var wanted = set.GetProperty("file_sha256").GetString();
        // The golden sets are the cuts in `sample`; a file that is there whole stands one folder up.
        foreach (var path in new[] { Path.Combine("dev", "sample", name), Path.Combine("dev", name) })
        {
            var full = Path.Combine(Repository.SharedData(), path);
            if (!File.Exists(full) || Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(full))) != wanted) continue;
            return [.. Sets.Read(full)[set.GetProperty("row_start").GetInt32()..set.GetProperty("row_end_exclusive").GetInt32()]];
        }
        throw new AssertionException($"no file of the golden set {name} has the hash {wanted}");
    }
}
