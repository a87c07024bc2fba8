using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Packing;

/// <summary>Finds the system's libzstd and loads it, once a process.</summary>
internal static class ZstdLibrary
{
    /// <summary>By the name that every version 1 has. An absolute path is none of ours to guess: the system's loader knows where its libraries are.</summary>
    private static readonly string[] s_names = OperatingSystem.IsWindows() ? ["libzstd.dll", "zstd.dll"]
        : OperatingSystem.IsMacOS() ? ["libzstd.1.dylib", "/opt/homebrew/lib/libzstd.1.dylib", "/usr/local/lib/libzstd.1.dylib"] : ["libzstd.so.1"];

    private static readonly Lazy<string?> s_whyNot = new(Find);

    /// <summary>Null: it is loaded; else why it isn't, with what mends it.</summary>
    public static string? Load() => s_whyNot.Value;

    private static string? Find()
    {
        foreach (var name in s_names)
        {
            if (!NativeLibrary.TryLoad(name, typeof(ZstdLibrary).Assembly, DllImportSearchPath.SafeDirectories, out var library)) continue;
            NativeLibraries.Use(ZstdApi.Library, library);
            return null;
        }
        return $"libzstd, which unpacks Zstandard, isn't here: install {(OperatingSystem.IsWindows() ? "libzstd.dll beside the tool" : OperatingSystem.IsMacOS() ? "it with 'brew install zstd'" : "it, as 'apt-get install libzstd1' does")}, or pack the file with gzip";
    }
}
