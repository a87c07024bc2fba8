using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace DataGate.Files.Readers;

/// <summary>The native libraries that readers have loaded, by the names that imports have for them. None is looked for anywhere else.</summary>
internal static class NativeLibraries
{
    private static readonly ConcurrentDictionary<string, nint> s_loaded = new(StringComparer.Ordinal);

    static NativeLibraries() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, static (name, _, _) => s_loaded.GetValueOrDefault(name));

    /// <summary>Has imports of that name go to a library.</summary>
    public static void Use(string name, nint library) => s_loaded[name] = library;
}
