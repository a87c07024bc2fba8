using System.Runtime.InteropServices;
using DataGate.Files.Readers.Parquet.DuckDb;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Readers.Parquet;

/// <summary>Which library is each machine's. The packages' own tests hold them to the same places.</summary>
public sealed class DuckDbLibraryTests
{
    [TestCase("win", Architecture.X64, "win-x64", "runtimes/win-x64/native/duckdb.dll", "@duckdb/node-bindings-win32-x64")]
    [TestCase("win", Architecture.Arm64, "win-arm64", "runtimes/win-arm64/native/duckdb.dll", "@duckdb/node-bindings-win32-arm64")]
    [TestCase("osx", Architecture.Arm64, "osx-arm64", "runtimes/osx/native/libduckdb.dylib", "@duckdb/node-bindings-darwin-arm64")]
    [TestCase("osx", Architecture.X64, "osx-x64", "runtimes/osx/native/libduckdb.dylib", "@duckdb/node-bindings-darwin-x64")]
    [TestCase("linux", Architecture.X64, "linux-x64", "runtimes/linux-x64/native/libduckdb.so", "@duckdb/node-bindings-linux-x64")]
    [TestCase("linux", Architecture.X64, "debian.13-x64", "runtimes/linux-x64/native/libduckdb.so", "@duckdb/node-bindings-linux-x64")]
    [TestCase("linux", Architecture.Arm64, "linux-arm64", "runtimes/linux-arm64/native/libduckdb.so", "@duckdb/node-bindings-linux-arm64")]
    [TestCase("linux", Architecture.X64, "linux-musl-x64", "runtimes/linux-musl-x64/native/libduckdb.so", "@duckdb/node-bindings-linux-x64-musl")]
    [TestCase("linux", Architecture.X64, "alpine.3.22-x64", "runtimes/linux-musl-x64/native/libduckdb.so", "@duckdb/node-bindings-linux-x64-musl")]
    [TestCase("linux", Architecture.Arm64, "linux-musl-arm64", "runtimes/linux-musl-arm64/native/libduckdb.so", "@duckdb/node-bindings-linux-arm64-musl")]
    public void A_machine_has_a_place_and_a_package(string system, Architecture processor, string runtime, string place, string package)
    {
        var machine = DuckDbLibrary.MachineOf(system, processor, runtime);
        Assert.That((DuckDbLibrary.PlaceOf(machine), DuckDbLibrary.PackageOf(machine)), Is.EqualTo((place, package)));
    }

    /// <summary>What is beside the tests is at this machine's place, and is what would be loaded.</summary>
    [Test]
    public void The_one_beside_the_tool_is_found()
    {
        ParquetWriter.Need();
        Assert.That(DuckDbLibrary.Identity, Does.StartWith(Path.GetFullPath(DuckDbLibrary.PlaceOf(DuckDbLibrary.Machine), AppContext.BaseDirectory)));
    }
}
