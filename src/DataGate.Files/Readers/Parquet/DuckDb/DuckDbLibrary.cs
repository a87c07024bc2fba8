using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>Finds DuckDB's native library and loads it, once a process, when the first Parquet file is read.</summary>
public static class DuckDbLibrary
{
    /// <summary>The environment variable that names the folder of the library, where it isn't the one beside the tool.</summary>
    public const string Variable = "DATAGATE_DUCKDB";

    /// <summary>What the code below is written for; later ones keep what it has.</summary>
    private static readonly Version s_least = new(1, 5);
    private static readonly Lock s_lock = new();
    private static nint s_library;

    /// <summary>The folder to take the library from; null (the default): beside the tool.</summary>
    public static string? Folder { get; set; }

    /// <summary>What the library's file is called on this system.</summary>
    internal static string FileName => FileOf(Machine);

    /// <summary>This machine, as packages name it: linux-x64.</summary>
    internal static string Machine { get; } = MachineOf(
        OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux", RuntimeInformation.ProcessArchitecture, RuntimeInformation.RuntimeIdentifier);

    /// <summary>Whether Parquet can be read here.</summary>
    public static bool IsThere => Load() is null;

    /// <summary>Which library would be loaded, by what the file system says of it; the same text for the same one.</summary>
    public static string Identity =>
        In(Folder ?? AppContext.BaseDirectory) is { } path ? FormattableString.Invariant($"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path).Ticks}") : "none";

    /// <summary>Null: its file is there; else that it isn't, with what mends it.</summary>
    internal static string? Missing() => In(Folder ?? AppContext.BaseDirectory) is not null ? null
        : Folder is not null ? $"there is no {FileName} in the folder that {Variable} names"
        : $"DuckDB, which reads Parquet, isn't here for {Machine}: 'npm install {Package}', and name that package's folder by {Variable}";

    /// <summary>Loads the library. Null: it is loaded; else why it isn't, with what mends it.</summary>
    internal static string? Load()
    {
        lock (s_lock)
        {
            // A folder that is named must hold it, whatever was loaded before.
            if (Missing() is { } missing && (s_library == 0 || Folder is not null)) return missing;
            if (s_library != 0) return null;
            var path = In(Folder ?? AppContext.BaseDirectory)!;
            if (!NativeLibrary.TryLoad(path, out var library)) return $"DuckDB's {FileName} can't be loaded here: 'npm install {Package}', and name that package's folder by {Variable}";
            if (VersionOf(library) is not { } version || version < s_least) return $"the {FileName} here is not DuckDB {s_least} or newer";
            NativeLibraries.Use(DuckDbApi.Library, library);
            s_library = library;
            return null;
        }
    }

    /// <summary>A machine's name; of Linux it tells which C library is there, since what was built for one doesn't load with the other.</summary>
    internal static string MachineOf(string system, Architecture processor, string runtime)
    {
        var isMusl = runtime.Contains("musl", StringComparison.Ordinal) || runtime.StartsWith("alpine", StringComparison.Ordinal);
        return $"{system}{(system == "linux" && isMusl ? "-musl" : "")}-{processor.ToString().ToLowerInvariant()}";
    }

    internal static string FileOf(string machine) =>
        machine.StartsWith("win-", StringComparison.Ordinal) ? "duckdb.dll" : machine.StartsWith("osx-", StringComparison.Ordinal) ? "libduckdb.dylib" : "libduckdb.so";

    /// <summary>Where the tool's packages hold a machine's library; macOS's is one for both processors.</summary>
    internal static string PlaceOf(string machine) => $"runtimes/{(machine.StartsWith("osx-", StringComparison.Ordinal) ? "osx" : machine)}/native/{FileOf(machine)}";

    /// <summary>What npm calls the package of a machine's library.</summary>
    internal static string PackageOf(string machine)
    {
        var parts = machine.Split('-');
        var system = parts[0] switch { "win" => "win32", "osx" => "darwin", var linux => linux };
        return $"@duckdb/node-bindings-{system}-{parts[^1]}{(parts.Length > 2 ? "-musl" : "")}";
    }

    private static string Package => PackageOf(Machine);

    private static string? In(string folder) =>
        new[] { Path.Join(folder, FileName), Path.Join(folder, PlaceOf(Machine)) }.FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;

    private static unsafe Version? VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "duckdb_library_version", out var export)) return null;
        var text = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)export)());
        return Version.TryParse(text?.TrimStart('v').Split('-', '+')[0], out var version) ? version : null;
    }
}
