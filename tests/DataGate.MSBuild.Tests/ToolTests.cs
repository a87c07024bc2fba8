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

    /// <summary>A Parquet file of the texts <i>one</i> and <i>two</i>, as DuckDB wrote it.</summary>
    internal const string TwoRows =
        "UEFSMRUAFSgVKCwVBBUAFQYVBgAAAgAAAAQBAwAAAG9uZQMAAAB0d28VAhksNQAYDWR1Y2tkYl9zY2hlbWEVAgAVDCUCGAR0ZXh0JQAAFgQZHBkcJgAcFQwZFQAZGAR0ZXh0FQAWBBZKFkomCDwYA3R3bxgDb25lFgAoA3R3bxgDb25lEREAAAAWShYEJggW" +
        "SgAoKER1Y2tEQiB2ZXJzaW9uIHYxLjUuNiAoYnVpbGQgMDY5Y2M5ZjliNSkZHBwAAACZAAAAUEFSMQ==";

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

    /// <summary>As both packages carry it: the library for this machine is found, whichever others lie beside it.</summary>
    [TestCase("DataGate.Tool", ExpectedResult = 0)]
    [TestCase("DataGate.MSBuild", ExpectedResult = 0)]
    public int Parquet_is_read_with_what_is_in_the_package(string id)
    {
        if (!DuckDb.IsFetched(DuckDb.Machine)) Assert.Ignore($"npm could not fetch DuckDB's library for {DuckDb.Machine}");
        var folder = NewFolder();
        File.WriteAllText(Path.Combine(folder, "datagate.yaml"), """
            version: 1
            datasets:
              rows: { files: ["two.parquet"], text: text, diversity: { exact-duplicates: 10% } }
            """);
        File.WriteAllBytes(Path.Combine(folder, "two.parquet"), Convert.FromBase64String(TwoRows));
        var inPackage = id == "DataGate.Tool" ? DuckDb.Machine : "any";
        var tool = Path.Combine(folder, "tool");
        ZipFile.ExtractToDirectory(Packages.PathOf(id == "DataGate.Tool" ? $"{id}.{inPackage}" : id), tool);
        var assembly = Path.Combine(tool, "tools", "net10.0", inPackage, "dotnet-datagate.dll");
        var check = File.Exists(assembly) ? Dotnet.Run(folder, assembly, "check") : NativeProgramTests.Run(folder, NativeProgramTests.Program(), "check");
        Assert.That(check.Output, Does.Match("exact-duplicates .*holds"));
        return check.Exit;
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
