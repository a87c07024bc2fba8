using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>A library that is packed for a machine is one of that machine: the tests run on one, so the others' are told by their bytes.</summary>
public sealed class NativeLibraryTests
{
    private static readonly string[] s_machines = [.. DuckDb.Machines];

    [TestCaseSource(nameof(s_machines))]
    public void Each_library_in_a_machines_package_is_for_it(string machine) => IsForItsMachine($"DataGate.Tool.{machine}", machine, machine);

    [TestCaseSource(nameof(s_machines))]
    public void So_is_each_in_the_package_for_builds(string machine) => IsForItsMachine("DataGate.MSBuild", machine, "any");

    [Test]
    public void What_cannot_be_fetched_is_left_out_and_the_build_says_so()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Root, "without-duckdb")).FullName;
        File.WriteAllText(Path.Combine(folder, "package.json"), "{}");
        File.WriteAllText(Path.Combine(folder, "package-lock.json"), """{ "lockfileVersion": 3, "packages": {} }""");
        File.WriteAllText(Path.Combine(folder, ".npmrc"), "");
        var published = Path.Combine(folder, "published");
        var publish = Dotnet.Run(
            Repository.Root, "publish", Path.Combine("src", "DataGate.Tool"), "-c", Packages.Configuration, "-r", "win-arm64", "-o", published, "--no-restore", $"-p:DuckDbFolder={folder}", "-p:CompileAhead=false",
            "-p:BuildProjectReferences=false", "-nodeReuse:false", "--disable-build-servers");
        Assert.Multiple(() =>
        {
            Assert.That(publish.Exit, Is.Zero, publish.Output);
            Assert.That(publish.Plain, Does.Contain("DataGate: DuckDB's library for win-arm64, which reads Parquet (14 MB) could not be fetched with npm; the build goes on without."));
            Assert.That(publish.Plain, Does.Contain("DataGate: DuckDB's runtimes/win-arm64/native/duckdb.dll is not here: what is published for win-arm64 is without it, and reads no Parquet there"));
            Assert.That(Path.Combine(published, "dotnet-datagate.dll"), Does.Exist);
            Assert.That(Path.Combine(published, "runtimes", "win-arm64", "native", "duckdb.dll"), Does.Not.Exist);
        });
    }

    private static void IsForItsMachine(string id, string machine, string folder)
    {
        using var package = ZipFile.OpenRead(Packages.PathOf(id));
        var tools = $"tools/net10.0/{folder}/";
        var places = new[] { $"{tools}runtimes/{machine}/", tools + Path.GetDirectoryName(DuckDb.PlaceOf(machine))!.Replace('\\', '/') };
        var libraries = package.Entries.Where(entry => places.Any(place => entry.FullName.StartsWith(place, StringComparison.Ordinal))).ToList();
        Assert.Multiple(() =>
        {
            foreach (var library in libraries) Assert.That(MachinesOf(library), Does.Contain(machine), library.FullName);
        });
        if (!DuckDb.IsFetched(machine)) Assert.Ignore($"DuckDB's library for {machine} has not been fetched here: 'dotnet pack src/DataGate.Tool' does");
        Assert.That(libraries.Select(library => library.FullName), Does.Contain(tools + DuckDb.PlaceOf(machine)));
    }

    /// <summary>The machines that a library is built for, by its own head.</summary>
    private static IEnumerable<string> MachinesOf(ZipArchiveEntry entry)
    {
        var bytes = new byte[entry.Length];
        using (var content = entry.Open()) content.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes) switch
        {
            0x7F454C46 => [$"linux-{(bytes.AsSpan().IndexOf("libc.musl-"u8) >= 0 ? "musl-" : "")}{BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(18)) switch { 62 => "x64", 183 => "arm64", _ => "?" }}"],
            // Mach-O: of several processors, or of one.
            0xCAFEBABE => Enumerable.Range(0, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4))).Select(i => MacOf(BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8 + 20 * i)))),
            0xCFFAEDFE => [MacOf(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)))],
            _ => [new PEReader(new MemoryStream(bytes)).PEHeaders.CoffHeader.Machine switch { Machine.Amd64 => "win-x64", Machine.Arm64 => "win-arm64", _ => "?" }],
        };
    }

    private static string MacOf(uint processor) => processor switch { 0x01000007 => "osx-x64", 0x0100000C => "osx-arm64", _ => "?" };
}
