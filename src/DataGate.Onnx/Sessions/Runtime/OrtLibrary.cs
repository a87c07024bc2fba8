using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace DataGate.Onnx.Sessions.Runtime;

/// <summary>
/// Loads ONNX Runtime's native library, once a process, before anything of its API is touched: what can't be loaded, or is too old for the API, is told
/// in words, and the API is left alone.
/// </summary>
internal static unsafe class OrtLibrary
{
    /// <summary>The version that the API is written for; later ones keep what it has.</summary>
    private static readonly Version s_least = new(1, 29);
    private static readonly Lock s_lock = new();
    private static nint s_library;

    /// <summary>The folder that the library was loaded from; null: not yet.</summary>
    public static string? Folder { get; private set; }

    /// <summary>Loads the library. Null: it is loaded; else why it isn't.</summary>
    public static string? Load(string path)
    {
        lock (s_lock)
        {
            if (s_library != 0) return null;
            if (!TryLoad(path, out var library, out var why)) return why;
            if (VersionOf(library) is not { } version) return $"{path} is not ONNX Runtime";
            if (version < s_least) return $"{path} is ONNX Runtime {version}; {s_least} or newer is needed";
            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) => name.StartsWith("onnxruntime", StringComparison.OrdinalIgnoreCase) ? library : 0);
            s_library = library;
            Folder = Path.GetDirectoryName(Path.GetFullPath(path));
            return null;
        }
    }

    private static bool TryLoad(string path, out nint library, out string? why)
    {
        try
        {
            library = NativeLibrary.Load(Path.GetFullPath(path));
            why = null;
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            library = 0;
            why = $"{path} can't be loaded: {e.Message.ReplaceLineEndings(" ").Trim()}";
            return false;
        }
    }

    /// <summary>The library's version, by the two functions that every version has: OrtApiBase { GetApi, GetVersionString }.</summary>
    private static Version? VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var export)) return null;
        var functions = (nint*)((delegate* unmanaged<nint>)export)();
        var text = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)functions[1])());
        return Version.TryParse(text?.Split('-', '+')[0], out var version) ? version : null;
    }
}
