using System.Runtime.InteropServices;
using DataGate.TestSupport;

namespace DataGate.MSBuild.Tests;

/// <summary>DuckDB's library of each machine that it is had for: where the packages hold it, and the package of npm's that it comes from.</summary>
internal static class DuckDb
{
    private static readonly Dictionary<string, (string Place, string Package)> s_all = new(StringComparer.Ordinal)
    {
        ["linux-x64"] = ("runtimes/linux-x64/native/libduckdb.so", "linux-x64"),
        ["linux-musl-x64"] = ("runtimes/linux-musl-x64/native/libduckdb.so", "linux-x64-musl"),
        ["linux-arm64"] = ("runtimes/linux-arm64/native/libduckdb.so", "linux-arm64"),
        ["osx-arm64"] = ("runtimes/osx/native/libduckdb.dylib", "darwin-arm64"),
        ["osx-x64"] = ("runtimes/osx/native/libduckdb.dylib", "darwin-arm64"),
        ["win-x64"] = ("runtimes/win-x64/native/duckdb.dll", "win32-x64"),
        ["win-arm64"] = ("runtimes/win-arm64/native/duckdb.dll", "win32-arm64"),
    };

    public static IEnumerable<string> Machines => s_all.Keys;

    /// <summary>The one that the tests run on.</summary>
    public static string Machine { get; } =
        (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linux-musl-" : "linux-")
        + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    public static string PlaceOf(string machine) => s_all[machine].Place;

    /// <summary>Whether a build has fetched it here; it is packed then.</summary>
    public static bool IsFetched(string machine) =>
        s_all.TryGetValue(machine, out var library) && File.Exists(Path.Combine(Repository.Root, "eng", "native", "duckdb", "node_modules", "@duckdb", "node-bindings-" + library.Package, Path.GetFileName(library.Place)));
}
