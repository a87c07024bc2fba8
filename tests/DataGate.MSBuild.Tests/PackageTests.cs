using System.IO.Compression;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>What is in the packages.</summary>
public sealed class PackageTests
{
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

    /// <summary>The rest is the container's own.</summary>
    private static bool IsOurs(string entry) =>
        !entry.StartsWith("_rels/", StringComparison.Ordinal) && !entry.StartsWith("package/", StringComparison.Ordinal) && entry != "[Content_Types].xml";
}
