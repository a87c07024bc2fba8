using System.IO.Compression;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests
{
    private static readonly string[] s_machines = [.. DuckDb.Machines];
    /// <summary>Machines that ONNX Runtime is had for.</summary>
    private static readonly string[] s_onnxMachines = ["linux-x64", "osx-arm64", "win-arm64", "win-x64"];
    private static readonly string[] s_replaced = [".dll", ".json", ".pdb"];
    private static readonly string[] s_fetched = ["licenses/", "models/", "runtimes/"];

    [Test]
    public void There_is_one_package_for_builds_and_of_the_tool_one_for_each_machine() =>
        Assert.That(
            Directory.GetFiles(Packages.Feed).Select(file => Path.GetFileName(file).Replace(Packages.Version, "V", StringComparison.Ordinal)),
            Is.EquivalentTo(s_machines.Append("any").Select(machine => $"DataGate.Tool.{machine}.V.nupkg").Concat(["DataGate.MSBuild.V.nupkg", "DataGate.Tool.V.nupkg"])));

    /// <summary>Whoever installs <c>DataGate.Tool</c> gets the package that it names for their machine.</summary>
    [TestCase("DataGate.MSBuild")]
    [TestCase("DataGate.Tool")]
    [TestCase("DataGate.Tool.any")]
    public void Entries(string id) => Snapshot.Match(EntriesOf(id), name: id);

    [TestCaseSource(nameof(s_machines))]
    public void A_machines_package_differs_from_all_others_in_its_libraries_alone(string machine)
    {
        // Where assemblies and what starts them are one program, it stands for them.
        var (entries, all) = (EntriesOf($"DataGate.Tool.{machine}").Replace(machine, "any", StringComparison.Ordinal), EntriesOf("DataGate.Tool.any"));
        Assert.That(entries, Is.EqualTo(entries.Contains("/dotnet-datagate\n", StringComparison.Ordinal) ? WithProgram(all) : all));
    }

    private static string WithProgram(string entries) =>
        string.Concat(entries.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(entry => entry == "README.md" || !s_replaced.Contains(Path.GetExtension(entry), StringComparer.Ordinal))
            .Append("tools/net10.0/any/dotnet-datagate").Order(StringComparer.Ordinal).Select(entry => entry + "\n"));

    /// <summary>They come from npm: a build without it makes packages without them.</summary>
    [TestCaseSource(nameof(s_machines))]
    public void Libraries_and_the_model_travel_where_they_were_fetched(string machine) => Holds($"DataGate.Tool.{machine}", machine);

    [Test]
    public void The_package_for_builds_has_every_machines_libraries() => Holds("DataGate.MSBuild", s_machines);

    [Test]
    public void The_package_for_other_machines_has_none() => Holds("DataGate.Tool.any");

    private static void Holds(string id, params string[] machines)
    {
        var eng = Path.Combine(Repository.Root, "eng");
        string[] libraries =
        [
            "licenses/onnxruntime/LICENSE.txt", "licenses/onnxruntime/ThirdPartyNotices.txt", .. machines.Intersect(s_onnxMachines, StringComparer.Ordinal).Select(machine => $"runtimes/{machine}/native/{LibraryOf(machine)}"),
        ];
        string[] model = ["models/builtin/LICENSE.txt", "models/builtin/model.onnx", "models/builtin/provenance.json", "models/builtin/vocabulary.json"];
        var duckDb = machines.Where(DuckDb.IsFetched).Select(DuckDb.PlaceOf).Distinct(StringComparer.Ordinal).ToList();
        IEnumerable<string> expected =
        [
            .. duckDb, .. duckDb.Count > 0 ? ["licenses/duckdb/LICENSE.txt"] : Array.Empty<string>(),
            .. Directory.Exists(Path.Combine(eng, "native", "node_modules")) ? libraries : [], .. Directory.Exists(Path.Combine(eng, "model", "node_modules")) ? model : [],
        ];
        using var package = ZipFile.OpenRead(Packages.PathOf(id));
        Assert.That(package.Entries.Select(entry => entry.FullName).Where(IsFetched).Select(entry => entry[Tools(id).Length..]), Is.EquivalentTo(expected));
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

    private static string LibraryOf(string machine) => machine[..3] switch { "win" => "onnxruntime.dll", "osx" => "libonnxruntime.dylib", _ => "libonnxruntime.so" };

    private static string Tools(string id) => $"tools/net10.0/{s_machines.FirstOrDefault(machine => id.EndsWith("Tool." + machine, StringComparison.Ordinal)) ?? "any"}/";

    /// <summary>What is in a package, but for what was fetched and the container's own.</summary>
    private static string EntriesOf(string id)
    {
        using var package = ZipFile.OpenRead(Packages.PathOf(id));
        return string.Concat(package.Entries.Select(entry => entry.FullName).Where(IsOurs).Order(StringComparer.Ordinal).Select(entry => entry + "\n"));
    }

    private static bool IsFetched(string entry) => s_fetched.Any(folder => entry.Contains("/" + folder, StringComparison.Ordinal));

    private static bool IsOurs(string entry) =>
        !IsFetched(entry) && !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal) && entry != "[Content_Types].xml";
}
