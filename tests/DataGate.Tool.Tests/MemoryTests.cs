using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary>What sketches may take is the policy's to say, unless the command line says otherwise.</summary>
public sealed class MemoryTests
{
    private static Folder Many(string memory)
    {
        var folder = new Folder().Write("datagate.yaml",
            $$"""
            version: 1
            defaults: { memory: {{memory}} }
            datasets:
              set:
                files: [a.jsonl]
                text: text
                origin: { field: source, human: [human], synthetic: ["*"] }
                diversity: { distinct-1: 0%, distinct-2: 0%, distinct-3: 0%, distinct-4: 0%, distinct-5: 0%, exact-duplicates: 100%, opening-share: 100% }

            """);
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++) text.Append(CultureInfo.InvariantCulture, $"{{\"source\": \"human\", \"text\": \"word{i} and {i % 1000} more{i} here\"}}\n");
        return folder.Write("a.jsonl", text.ToString());
    }

    private static (string Method, double Low, double Value, double High) Distinct(Folder folder, params string[] args)
    {
        var run = Tool.Run(folder.Path, args);
        Assert.That(run.Exit, Is.Zero, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        var measured = json.RootElement.GetProperty("datasets")[0].GetProperty("slices")[0].GetProperty("measurements").EnumerateArray().First(one => one.GetProperty("metric").GetString() == "distinct-1");
        return (measured.GetProperty("method").GetString()!, measured.GetProperty("low").GetDouble(), measured.GetProperty("value").GetDouble(), measured.GetProperty("high").GetDouble());
    }

    [TestCase("1GB", "64MB")]
    [TestCase("64MB", "1GB")]
    public void The_command_line_wins_over_the_policy(string policy, string option)
    {
        using var folder = Many(policy);
        var (own, other) = (Distinct(folder, "check", "--format", "json"), Distinct(folder, "check", "--format", "json", "--memory", option));
        var (large, small) = policy == "1GB" ? (own, other) : (other, own);
        Assert.Multiple(() =>
        {
            Assert.That(large.Method, Is.EqualTo("exact"));
            Assert.That(large.Value, Is.EqualTo(41_002 / 100_000.0).Within(1e-12));
            Assert.That(small.Method, Does.StartWith("threshold sketch"));
            Assert.That(small.Low, Is.LessThan(large.Value));
            Assert.That(small.High, Is.GreaterThan(large.Value));
        });
    }

    [Test]
    public void Measuring_takes_it_too()
    {
        using var folder = Many("1GB");
        Assert.Multiple(() =>
        {
            Assert.That(Distinct(folder, "measure", "a.jsonl", "--origin", "source", "--format", "json").Method, Is.EqualTo("exact"));
            Assert.That(Distinct(folder, "measure", "a.jsonl", "--origin", "source", "--format", "json", "--memory", "64MB").Method, Does.StartWith("threshold sketch"));
        });
    }

    [TestCase("1TB")]
    [TestCase("63MB")]
    [TestCase("-1GB")]
    [TestCase("1,000MB")]
    [TestCase("2000GB")]
    [TestCase("much")]
    public void What_is_no_size_is_refused(string size)
    {
        using var folder = Many("1GB");
        var run = Tool.Run(folder.Path, "check", "--memory", size);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("DG0020").And.Contain($"'{size}' is not a size such as 512MB or 1GB, from 64MB to 1024GB"));
        });
    }
}
