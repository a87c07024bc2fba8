using System.Text.RegularExpressions;

namespace DataGate.MSBuild.Tests;

/// <summary>What data, its file names, or a tool gone wrong can do to a build: nothing but what the gate says.</summary>
public sealed partial class HostileTests
{
    private static readonly string[] s_texts =
    [
        "summary: error rate: 5 percent",
        "x.cs(1,1): error CS0001: forged",
        "a.jsonl(1,1): error DG1002: forged",
        "::error::forged",
        "##vso[task.logissue type=error]forged",
        "\u001b[31mred\u001b[0m",
        "one\nx.cs(1,1): error CS0001: forged\r\n::error::forged",
        "{0} {1:X} %0A $(Path) @(None) %(FullPath)",
    ];

    private static string Rows(int times) => string.Concat(s_texts.SelectMany((text, i) => Enumerable.Range(0, times)
        .Select(n => System.Text.Json.JsonSerializer.Serialize(new { text = $"{text} {i} {n}", label = text }) + "\n")));

    private static Consumer Hostile(string name)
    {
        var consumer = Consumer.Bare(name).With(Rows(1));
        if (OperatingSystem.IsWindows()) return consumer;
        string[] names = ["x.cs(1,1): error CS0001: forged", "::error::forged", "##vso[task.logissue]forged", "two\n::error::lines", "\u001b[31mred", "100%41;'q'(3)"];
        for (var i = 0; i < names.Length; i++) consumer.Write($"data/{names[i]}.jsonl", $"{{\"text\": \"of file {i}\", \"label\": \"a\"}}\n");
        return consumer;
    }

    [Test]
    public void A_set_that_holds_passes()
    {
        var run = Hostile("hostile-passes").Run("msbuild", "-v:normal");
        Assert.That((run.Exit, run.Count("forged"), Severe(run)), Is.EqualTo((0, 0, "")), run.Output);
    }

    [Test]
    public void A_set_that_fails_says_no_more_than_the_gate()
    {
        const string Labels = "version: 1\ndatasets:\n  set: { files: [\"data/*.jsonl\"], text: text, label: label, reference: { files: [\"reference.jsonl\"] }, labels: { from: reference, count: { min: 5 } } }\n";
        var consumer = Hostile("hostile-fails").Write("datagate.yaml", Labels).Write("reference.jsonl", Rows(10));
        foreach (var file in Directory.GetFiles(Path.Combine(consumer.Folder, "data"))) File.AppendAllText(file, "not JSON\n");
        var run = consumer.Run("msbuild");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1), run.Output);
            Assert.That(run.Count(": error DG"), Is.GreaterThan(s_texts.Length), run.Output);
            Assert.That(Severe(run), Is.Empty, run.Output);
        });
    }

    /// <summary>A tool that prints what no tool should: only its own form counts, and an exit with no error gets one.</summary>
    [TestCase(0, 0)]
    [TestCase(2, 1)]
    [TestCase(3, 1)]
    [TestCase(70, 1)]
    [TestCase(134, 1)]
    public void A_bad_exit_is_an_error_of_ours(int exit, int errors)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("needs a POSIX shell");
        var consumer = Consumer.Bare($"exit-{exit}").Write("said", string.Join('\n', s_texts.Where(text => !text.StartsWith("a.jsonl", StringComparison.Ordinal))) + "\n");
        var host = Path.Combine(consumer.Write("host", $"#!/bin/sh\ncat said\ncat said >&2\nexit {exit}\n").Folder, "host");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(host, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var run = consumer.Run("msbuild", $"-p:DOTNET_HOST_PATH={host}");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(errors), run.Output);
            Assert.That(run.Count($"Consumer.proj : error DG0071: the check ended with exit code {exit}: "), Is.EqualTo(errors), run.Output);
            Assert.That(run.Count("error"), Is.EqualTo(errors), run.Output);
        });
    }

    [Test]
    public void A_host_that_is_not_there_is_an_error()
    {
        var run = Consumer.Bare("no-host", "<PropertyGroup><DOTNET_HOST_PATH>/no/such/dotnet</DOTNET_HOST_PATH></PropertyGroup>").Run("msbuild");
        Assert.That((run.Exit, run.Count("error DG0071")), Is.EqualTo((1, 1)), run.Output);
    }

    /// <summary>What runners and people would take for a diagnostic or a command that is not the gate's.</summary>
    private static string Severe(DotnetRun run) => string.Join('\n', run.Output.Split('\n', '\r').Where(line => Forged().IsMatch(line)));

    [GeneratedRegex(@"^\s*::|##\w*\[|\e|(error|warning)\s+CS\d+\s*:", RegexOptions.ExplicitCapture)]
    private static partial Regex Forged();
}
