using System.Runtime.InteropServices;

namespace DataGate.Onnx.Sessions;

/// <summary>Finds ONNX Runtime's native library.</summary>
internal static class LibraryFile
{
    /// <summary>What the library's file is called on this system.</summary>
    public static string Name { get; } =
        OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";

    /// <summary>This machine, as packages name it: linux-x64.</summary>
    public static string Machine { get; } =
        $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>The library in a folder that was named: there itself, or in what a package has below it. Null: none.</summary>
    public static string? In(string folder) => Candidates(folder).FirstOrDefault(File.Exists);

    /// <summary>The library beside the tool. Null: none.</summary>
    public static string? BesideTool() => In(AppContext.BaseDirectory);

    private static IEnumerable<string> Candidates(string folder) =>
    [
        Path.Join(folder, Name),
        Path.Join(folder, "runtimes", Machine, "native", Name),
        Path.Join(folder, "lib", Name),
    ];
}
