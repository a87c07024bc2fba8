using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace DataGate.MSBuild.Tests;

/// <summary>What one run of <c>dotnet</c> did.</summary>
internal sealed partial record DotnetRun(int Exit, string Output)
{
    /// <summary>The output without a terminal's colours, links and cursor movements.</summary>
    public string Plain => TerminalSequence().Replace(Output, "");

    [GeneratedRegex(@"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex TerminalSequence();

    /// <summary>Without the summary, which says everything again.</summary>
    private IEnumerable<string> Lines => Output.ReplaceLineEndings("\n").Split('\n')
        .TakeWhile(line => line is not ("Build succeeded." or "Build FAILED."));

    /// <summary>Lines that hold a text.</summary>
    public int Count(string text) => Lines.Count(line => line.Contains(text, StringComparison.Ordinal));
}

/// <summary>Runs <c>dotnet</c> as a person's shell would: with nothing of the build that runs these tests.</summary>
internal static class Dotnet
{
    private const int MaxMilliseconds = 600_000;

    /// <summary>Adds to or, where null, takes from the environment.</summary>
    public static Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal)
    {
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        ["DOTNET_NOLOGO"] = "1",
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DATAGATE_DUCKDB"] = null,
    };

    public static DotnetRun Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <param name="folder">Where.</param>
    /// <param name="variables">Added to the environment of this run alone.</param>
    /// <param name="arguments">What of dotnet.</param>
    public static DotnetRun Run(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfABuild).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(MaxMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"dotnet {string.Join(' ', arguments)} did not end");
        }
        return new DotnetRun(process.ExitCode, output.Result + error.Result);
    }

    private static bool IsOfABuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH";
}
