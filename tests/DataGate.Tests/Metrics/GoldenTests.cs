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
        ("ead", "ead_unigram"), ("self-bleu-2", "self_bleu_2"), ("self-bleu-3", "self_bleu_3"), ("self-bleu-4", "self_bleu_4"),
        ("self-bleu-5", "self_bleu_5"), ("repetition", "self_repetition"),
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

    [Test]
    public void Entropy_times_the_log_of_the_support_is_the_golden_entropy_to_1e_12()
    {
        foreach (var file in Directory.GetFiles(Repository.SharedData("golden", "text"), "*.json"))
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = golden.RootElement;
            var data = Rows(root.GetProperty("data"));
            for (var n = 1; n <= 3; n++)
            {
                var support = root.GetProperty("counts").GetProperty($"ngrams_{n}_unique").GetDouble();
                var actual = Sets.Value(Sets.Measure(n == 1 ? "ngram-entropy" : $"ngram-entropy-{n}", data, words: Words.Whitespace)) * Math.Log(support);
                Assert.That(actual, Is.EqualTo(root.GetProperty("values").GetProperty($"entropy_{n}").GetDouble()).Within(1e-12), $"order {n} of {Path.GetFileName(file)}");
            }
        }
    }

    [Test]
    public void Over_the_draw_of_all_records_every_measure_equals_its_metric()
    {
        string[] both = ["distinct-1", "distinct-2", "distinct-5", "exact-duplicates", "opening-share", "ead", "token-js", "token-js-2", "token-kl", "token-kl-3"];
        foreach (var file in Directory.GetFiles(Repository.SharedData("golden", "text"), "*.json"))
        {
            using var golden = JsonDocument.Parse(File.ReadAllBytes(file));
            var data = Rows(golden.RootElement.GetProperty("data"));
            var reference = Rows(golden.RootElement.GetProperty("reference"));
            foreach (var metric in both)
            {
                var drawn = Sets.Drawn(metric, data, reference);
                Assert.That(drawn, Is.EqualTo(Sets.Value(Sets.Measure(metric, data, reference))).Within(1e-12), $"{metric} of {Path.GetFileName(file)}");
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
