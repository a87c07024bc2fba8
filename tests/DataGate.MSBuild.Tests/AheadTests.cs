using System.IO.Compression;
using System.Reflection.PortableExecutable;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>A package for one machine holds code compiled ahead for it, where the compiler and the machine's framework are to be had.</summary>
public sealed class AheadTests
{
    /// <summary>The tool's own assemblies, and one of a library.</summary>
    private static readonly string[] s_assemblies = ["dotnet-datagate.dll", "DataGate.dll", "DataGate.Files.dll", "YamlDotNet.dll"];

    /// <summary>This machine's assemblies: its package may hold a program instead.</summary>
    private readonly Lazy<(string Folder, string Log)> _ofThisMachine = new(() =>
    {
        var folder = Path.Combine(Packages.Root, "ahead");
        return (folder, Publish(folder, Project.Machine));
    });

    [TestCase("linux-x64")]
    [TestCase("win-x64")]
    [TestCase("osx-arm64")]
    [TestCase("win-arm64")]
    public void A_machines_package_is_compiled_ahead_where_compiler_and_framework_are_to_be_had(string machine)
    {
        var (host, version) = (Project.Machine, Project.Framework);
        var isHad = Project.IsHad($"Microsoft.NETCore.App.Crossgen2.{host}", version) && Project.IsHad($"Microsoft.NETCore.App.Runtime.{machine}", version);
        var isThisOne = machine == host;
        Assert.Multiple(() =>
        {
            Assert.That(isThisOne ? CompiledIn(_ofThisMachine.Value.Folder) : Compiled(Packages.PathOf($"DataGate.Tool.{machine}"), machine), Is.EqualTo(isHad ? s_assemblies : []));
            var log = isThisOne ? _ofThisMachine.Value.Log : Packages.ToolLog;
            Assert.That(log.Contains(Lacks(host, machine, version), StringComparison.Ordinal), Is.EqualTo(!isHad), log);
        });
    }

    /// <summary>What a processor can't do, and what was compiled of another framework than the machine's, is compiled on the spot.</summary>
    [TestCase("", "")]
    [TestCase("DOTNET_EnableAVX2", "0")]
    [TestCase("DOTNET_EnableHWIntrinsic", "0")]
    public void Code_compiled_ahead_says_what_code_compiled_on_the_spot_says(string variable, string value)
    {
        if (!CompiledIn(_ofThisMachine.Value.Folder).Any()) Assert.Ignore("the compiler is not to be had");
        string[] check = [Path.Combine(_ofThisMachine.Value.Folder, "dotnet-datagate.dll"), "check", Path.Combine("samples", "divergence-shift"), "--no-cache", "--format", "json"];
        var ahead = Dotnet.Run(Repository.Root, variable.Length == 0 ? new() : new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = value }, check);
        var onTheSpot = Dotnet.Run(Repository.Root, new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_ReadyToRun"] = "0" }, check);
        Assert.That(onTheSpot.Output, Does.Contain("token-js"));
        Assert.That((ahead.Exit, ahead.Output), Is.EqualTo((onTheSpot.Exit, onTheSpot.Output)));
    }

    /// <summary>The compiler doesn't see it by itself: code calls it through an interface.</summary>
    [Test]
    public void Code_of_the_frameworks_that_is_listed_is_compiled_ahead_as_well()
    {
        const string listed = "ArraySelectIterator`2[DataGate.Documents.Place,DataGate.Documents.Location]:ToArray()";
        if (!CompiledIn(_ofThisMachine.Value.Folder).Any()) Assert.Ignore("the compiler is not to be had");
        Assert.Multiple(() =>
        {
            Assert.That(OnTheSpot("0"), Does.Contain(listed));
            Assert.That(OnTheSpot("1"), Does.Contain("JIT compiled").And.Not.Contain(listed));
        });

        string OnTheSpot(string readyToRun)
        {
            var methods = Path.Combine(Packages.Root, "methods" + readyToRun);
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["DOTNET_ReadyToRun"] = readyToRun, ["DOTNET_JitStdOutFile"] = methods, ["DOTNET_JitDisasmSummary"] = "1" };
            Dotnet.Run(Repository.Root, settings, Path.Combine(_ofThisMachine.Value.Folder, "dotnet-datagate.dll"), "check", Path.Combine("samples", "divergence-shift"), "--no-cache");
            return File.ReadAllText(methods);
        }
    }

    /// <summary>What is for any machine may not hold code for one.</summary>
    [TestCase("DataGate.Tool.any")]
    [TestCase("DataGate.MSBuild")]
    public void A_package_for_all_machines_is_not(string id) => Assert.That(Compiled(Packages.PathOf(id), "any"), Is.Empty);

    [Test]
    public void Without_the_compiler_the_package_is_made_all_the_same_and_the_build_says_so()
    {
        var folder = Path.Combine(Packages.Root, "without-compiler");
        var log = Publish(folder, Project.Machine, "-p:AheadVersion=0.0.1");
        Assert.Multiple(() =>
        {
            Assert.That(log, Does.Contain(Lacks(Project.Machine, Project.Machine, "0.0.1")));
            Assert.That(log, Does.Not.Contain("error"));
            Assert.That(CompiledIn(folder), Is.Empty);
        });
    }

    /// <summary>A library that is put back to an older version is older than what was compiled of the newer one.</summary>
    [Test]
    public void What_was_compiled_of_another_version_is_not_published()
    {
        var left = Directory.CreateDirectory(Path.Combine(Repository.Root, "src", "DataGate.Tool", "obj", Packages.Configuration, "net10.0", Project.Machine, "ahead"));
        var (other, folder) = (Path.Combine(left.FullName, "YamlDotNet.dll"), Path.Combine(Packages.Root, "other-version"));
        File.WriteAllText(other, "compiled of another version");
        try
        {
            File.SetLastWriteTimeUtc(other, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Publish(folder, Project.Machine);
            Assert.That(new FileInfo(Path.Combine(folder, "YamlDotNet.dll")).Length, Is.GreaterThan(10_000));
        }
        finally
        {
            File.Delete(other);
        }
    }

    private static string Lacks(string host, string machine, string version) =>
        $"DataGate: no feed serves Microsoft.NETCore.App.Crossgen2.{host} and Microsoft.NETCore.App.Runtime.{machine} {version}: the tool for {machine} is packed without code compiled ahead";

    /// <returns>What was said.</returns>
    private static string Publish(string folder, string machine, params string[] more)
    {
        var publish = Dotnet.Run(
            Repository.Root,
            [
                "publish", Path.Combine("src", "DataGate.Tool"), "-c", Packages.Configuration, "-r", machine, "-o", folder, "--no-restore", "-p:CompileNative=false", "-p:BuildProjectReferences=false",
                "-nodeReuse:false", "--disable-build-servers", .. more,
            ]);
        Assert.That(publish.Exit, Is.Zero, publish.Output);
        return publish.Plain;
    }

    private static IEnumerable<string> CompiledIn(string folder) => [.. s_assemblies.Where(name => IsCompiled(File.OpenRead(Path.Combine(folder, name))))];

    private static IEnumerable<string> Compiled(string path, string machine)
    {
        using var package = ZipFile.OpenRead(path);
        return [.. s_assemblies.Where(name => IsCompiled(package.GetEntry($"tools/net10.0/{machine}/{name}")!.Open()))];
    }

    private static bool IsCompiled(Stream assembly)
    {
        using (assembly)
        {
            using var bytes = new MemoryStream();
            assembly.CopyTo(bytes);
            bytes.Position = 0;
            using var reader = new PEReader(bytes);
            return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
        }
    }
}
