using System.IO.Compression;

namespace DataGate.MSBuild.Tests;

/// <summary>The tool as people install it.</summary>
public sealed class ToolTests
{
    private const string Policy = """
        version: 1
        datasets:
          rows:
            files: ["rows.jsonl"]
            text: text
            diversity: { exact-duplicates: 10%, vendi-score: { min: 1 } }
        """;

    [Test]
    public void It_installs_from_a_folder_and_judges()
    {
        var folder = NewFolder();
        Succeeds(folder, "new", "tool-manifest", "--output", folder);
        Succeeds(folder, "tool", "install", "DataGate.Tool", "--version", Packages.Version);
        var check = Dotnet.Run(folder, "datagate", "check");
        Assert.That(check.Output, Does.Contain("exact-duplicates"));
        // Without npm the build has no library, and the measure of meaning is not judged.
        Assert.That(check.Exit, Is.EqualTo(check.Output.Contains("built without", StringComparison.Ordinal) ? 3 : 0), check.Output);
    }

    [Test]
    public void The_package_for_other_machines_judges_words_and_says_what_it_lacks()
    {
        var folder = NewFolder();
        ZipFile.ExtractToDirectory(Packages.PathOf("DataGate.Tool.any"), Path.Combine(folder, "any"));
        var check = Dotnet.Run(folder, Path.Combine(folder, "any", "tools", "net10.0", "any", "dotnet-datagate.dll"), "check");
        Assert.Multiple(() =>
        {
            Assert.That(check.Exit, Is.EqualTo(3), check.Output);
            Assert.That(check.Output, Does.Match("exact-duplicates .*holds").And.Match("vendi-score .*not judged"));
            Assert.That(check.Output, Does.Contain("--onnxruntime DIR").Or.Contain("built without"));
        });
    }

    private static string NewFolder()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Root, Path.GetRandomFileName())).FullName;
        File.WriteAllText(Path.Combine(folder, "datagate.yaml"), Policy);
        File.WriteAllLines(Path.Combine(folder, "rows.jsonl"), Enumerable.Range(0, 120).Select(i => $$"""{"text": "Row {{i}} says something of its own, {{i * i}} times."}"""));
        return folder;
    }

    private static void Succeeds(string folder, params string[] arguments)
    {
        var run = Dotnet.Run(folder, arguments);
        Assert.That(run.Exit, Is.Zero, run.Output);
    }
}
