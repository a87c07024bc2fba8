using System.Diagnostics;
using DataGate.TestSupport;

namespace DataGate.Onnx.Tests;

/// <summary>Runs the script that makes the built-in model.</summary>
internal static class Converter
{
    private const int MaxMilliseconds = 120_000;
    private static readonly Lazy<string> s_full = new(() => Run("full", "--full"));

    /// <summary>A folder with the model of full weights, made once.</summary>
    public static string Full()
    {
        UseLite.Folder();
        return s_full.Value;
    }

    /// <summary>Makes a model in a fresh folder and returns the folder.</summary>
    public static string Run(string name, params string[] arguments)
    {
        var folder = Path.Combine(Scratch.Folder, name);
        var start = new ProcessStartInfo("node", [Path.Combine(Repository.Root, "eng", "model", "convert.mjs"), folder, .. arguments]) { UseShellExecute = false, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        if (!process.WaitForExit(MaxMilliseconds)) process.Kill();
        Assert.That(process.ExitCode, Is.Zero, errors);
        return folder;
    }
}
