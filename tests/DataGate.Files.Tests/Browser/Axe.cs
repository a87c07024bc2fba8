using System.Diagnostics;

namespace DataGate.Files.Tests.Browser;

/// <summary>axe-core, the accessibility checker, fetched once by npm beside the test's output; it is part of no package of ours.</summary>
internal static class Axe
{
    private const string Version = "4.14.1";

    /// <summary>Its script; null: it isn't there and npm can't fetch it.</summary>
    public static string? Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "axe-" + Version);
        var script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script)) Fetch(folder);
        return File.Exists(script) ? File.ReadAllText(script) : null;
    }

    private static void Fetch(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            string[] arguments = ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", $"axe-core@{Version}"];
            using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            if (!npm.WaitForExit(TimeSpan.FromSeconds(60))) npm.Kill(entireProcessTree: true);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no npm here.
        }
    }
}
