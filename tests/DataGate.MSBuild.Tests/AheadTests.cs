using System.IO.Compression;
using System.Reflection.PortableExecutable;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>A package for one machine holds code compiled ahead for it, where the compiler and the machine's framework are to be had.</summary>
public sealed class AheadTests
{
    /// <summary>The tool's own assemblies, and one of a library.</summary>
    private static readonly string[] s_assemblies = ["dotnet-datagate.dll", "DataGate.dll", "DataGate.Files.dll", "YamlDotNet.dll"];

    [TestCase("linux-x64", ExpectedResult = true)]
    [TestCase("win-x64", ExpectedResult = true)]
    [TestCase("osx-arm64", ExpectedResult = true)]
    [TestCase("win-arm64", ExpectedResult = true)]
    public bool A_machines_package_is_compiled_ahead(string machine)
    {
        var version = Property("BundledNETCoreAppPackageVersion");
        var compiler = Path.Combine(Packages.OfTheMachine, $"microsoft.netcore.app.crossgen2.{Property("NETCoreSdkPortableRuntimeIdentifier")}", version);
        var framework = Path.Combine(Packages.OfTheMachine, $"microsoft.netcore.app.runtime.{machine}", version);
        if (!Directory.Exists(compiler) || !Directory.Exists(framework))
        {
            Assert.That(Compiled(Packages.PathOf($"DataGate.Tool.{machine}"), machine), Is.Empty);
            Assert.Ignore("no feed serves the compiler, or the machine's framework");
        }
        return Compiled(Packages.PathOf($"DataGate.Tool.{machine}"), machine).SequenceEqual(s_assemblies);
    }

    /// <summary>What is for any machine may not hold code for one.</summary>
    [TestCase("DataGate.Tool.any")]
    [TestCase("DataGate.MSBuild")]
    public void A_package_for_all_machines_is_not(string id) => Assert.That(Compiled(Packages.PathOf(id), "any"), Is.Empty);

    [Test]
    public void Without_the_compiler_the_package_is_made_all_the_same_and_the_build_says_so()
    {
        var machine = Property("NETCoreSdkPortableRuntimeIdentifier");
        var folder = Path.Combine(Packages.Root, "without-compiler");
        var publish = Dotnet.Run(
            Repository.Root, "publish", Path.Combine("src", "DataGate.Tool"), "-c", Packages.Configuration, "-r", machine, "-o", folder, "--no-restore", "-p:AheadVersion=0.0.1", "-p:BuildProjectReferences=false",
            "-nodeReuse:false", "--disable-build-servers");
        Assert.Multiple(() =>
        {
            Assert.That(publish.Exit, Is.Zero, publish.Output);
            Assert.That(publish.Plain, Does.Contain($"DataGate: no feed serves Microsoft.NETCore.App.Crossgen2.{machine} and Microsoft.NETCore.App.Runtime.{machine} 0.0.1: the tool for {machine} is packed without code compiled ahead"));
            Assert.That(publish.Plain, Does.Not.Contain("error"));
        });
        Assert.That(s_assemblies.Where(name => IsCompiled(File.OpenRead(Path.Combine(folder, name)))), Is.Empty);
    }

    private static string Property(string name) => Dotnet.Run(Repository.Root, "msbuild", Path.Combine("src", "DataGate.Tool"), $"-getProperty:{name}").Output.Trim();

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
