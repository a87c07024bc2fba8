using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>The packages as they ship, packed once from what was built, in a folder feed of their own.</summary>
[SetUpFixture]
public sealed partial class Packages
{
    /// <summary>Everything that the tests write is below it; it lies outside the repository, so that nothing of its settings is inherited.</summary>
    public static string Root { get; private set; } = "";

    public static string Version { get; private set; } = "";

    public static string Feed => Path.Combine(Root, "feed");

    /// <summary>The MSBuild package, unpacked.</summary>
    public static string Unpacked => Path.Combine(Root, "unpacked");

    /// <summary>What the tests, and the packages in them, are built as.</summary>
    public static string Configuration { get; } = typeof(Packages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    /// <summary>Where packages lie that the machine has restored.</summary>
    public static string OfTheMachine { get; private set; } = "";

    /// <summary>What packing the tool said.</summary>
    public static string ToolLog { get; private set; } = "";

    public static string PathOf(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    [OneTimeSetUp]
    public void Pack()
    {
        Root = Directory.CreateTempSubdirectory("datagate-msbuild-").FullName;
        // The SDK leaves folders behind in it at every run.
        var temporary = Directory.CreateDirectory(Path.Combine(Root, "tmp")).FullName;
        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" }) Dotnet.Environment[name] = temporary;
        Version = "0.1.0-test." + Path.GetFileName(Root)["datagate-msbuild-".Length..];
        // The tool is built for each machine; what it refers to is there. Nothing is fetched for other machines: what dotnet pack has fetched is looked at.
        foreach (var (project, build) in new[] { ("DataGate.MSBuild", "--no-build"), ("DataGate.Tool", "-p:BuildProjectReferences=false") })
        {
            var pack = Dotnet.Run(
                Repository.Root, "pack", Path.Combine("src", project), build, "-c", Configuration, "-o", Feed, $"-p:PackageVersion={Version}", "-p:FetchForOthers=false",
                $"-p:NuspecOutputPath={Path.Combine(Root, "nuspec")}", "-nodeReuse:false", "--disable-build-servers");
            Assert.That(pack.Exit, Is.Zero, pack.Output);
            ToolLog = pack.Plain;
        }
        ZipFile.ExtractToDirectory(PathOf("DataGate.MSBuild"), Unpacked);
        WriteNuGetConfig();
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Root, recursive: true);

    /// <summary>
    /// Adds the feed to the machine's own sources, and takes our packages from it alone. What is restored goes to a folder of the
    /// test's own; what the machine already has is not fetched again.
    /// </summary>
    private static void WriteNuGetConfig()
    {
        var sources = SourceName().Matches(Dotnet.Run(Root, "nuget", "list", "source").Output).Select(match => match.Groups["name"].Value).ToList();
        OfTheMachine = Dotnet.Run(Root, "nuget", "locals", "global-packages", "--list").Output.Split(": ", 2)[1].Trim();
        Dotnet.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        File.WriteAllText(Path.Combine(Root, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="datagate-tests" value="{Feed}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="datagate-tests"><package pattern="DataGate.*" /></packageSource>
                {string.Concat(sources.Select(source => $"<packageSource key=\"{source}\"><package pattern=\"*\" /></packageSource>"))}
              </packageSourceMapping>
              {(Directory.Exists(OfTheMachine) ? $"<fallbackPackageFolders><add key=\"machine\" value=\"{OfTheMachine}\" /></fallbackPackageFolders>" : "")}
            </configuration>
            """);
    }

    [GeneratedRegex(@"^\s*\d+\.\s+(?<name>.+) \[Enabled\]", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex SourceName();
}
