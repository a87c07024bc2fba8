using System.IO.Compression;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests
{
    private const string Tools = "tools/net10.0/any/";
    private static readonly string[] s_fetched = ["licenses/", "models/", "runtimes/"];

    [Test]
    public void Packing_the_solution_makes_two_packages() =>
        Assert.That(
            Directory.GetFiles(Packages.Feed).Select(file => Path.GetFileName(file).Replace(Packages.Version, "V", StringComparison.Ordinal)),
            Is.EquivalentTo((string[])["DataGate.MSBuild.V.nupkg", "DataGate.Tool.V.nupkg"]));

    [TestCase("DataGate.MSBuild")]
    [TestCase("DataGate.Tool")]
    public void Entries(string id)
    {
        using var package = ZipFile.OpenRead(Packages.PathOf(id));
        var entries = package.Entries.Select(entry => entry.FullName).Where(IsOurs).Order(StringComparer.Ordinal);
        Snapshot.Match(string.Concat(entries.Select(entry => entry + "\n")), name: id);
    }

    /// <summary>They come from npm: a build without it makes packages without them.</summary>
    [TestCase("DataGate.MSBuild")]
    [TestCase("DataGate.Tool")]
    public void Libraries_and_the_model_travel_where_they_were_fetched(string id)
    {
        var eng = Path.Combine(Repository.Root, "eng");
        string[] libraries =
        [
            "licenses/onnxruntime/LICENSE.txt", "licenses/onnxruntime/ThirdPartyNotices.txt", "runtimes/linux-x64/native/libonnxruntime.so",
            "runtimes/osx-arm64/native/libonnxruntime.dylib", "runtimes/win-arm64/native/onnxruntime.dll", "runtimes/win-x64/native/onnxruntime.dll",
        ];
        string[] model = ["models/builtin/LICENSE.txt", "models/builtin/model.onnx", "models/builtin/provenance.json", "models/builtin/vocabulary.json"];
        IEnumerable<string> expected =
        [
            .. Directory.Exists(Path.Combine(eng, "native", "node_modules")) ? libraries : [], .. Directory.Exists(Path.Combine(eng, "model", "node_modules")) ? model : [],
        ];
        using var package = ZipFile.OpenRead(Packages.PathOf(id));
        Assert.That(package.Entries.Select(entry => entry.FullName).Where(IsFetched), Is.EquivalentTo(expected.Select(path => Tools + path)));
    }

    [Test]
    public void The_package_is_for_development_and_depends_on_nothing()
    {
        var manifest = File.ReadAllText(Path.Combine(Packages.Unpacked, "DataGate.MSBuild.nuspec"));
        Assert.Multiple(() =>
        {
            Assert.That(manifest, Does.Contain("<developmentDependency>true</developmentDependency>"));
            Assert.That(manifest, Does.Contain("<license type=\"expression\">MIT</license>"));
            Assert.That(manifest, Does.Contain("<readme>README.md</readme>"));
            Assert.That(manifest, Does.Not.Contain("<dependenc"));
        });
    }

    private static bool IsFetched(string entry) =>
        s_fetched.Any(folder => entry.StartsWith(Tools + folder, StringComparison.Ordinal));

    /// <summary>The rest is the container's own, or was fetched.</summary>
    private static bool IsOurs(string entry) =>
        !IsFetched(entry) && !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal) && entry != "[Content_Types].xml";
}
