using System.Globalization;
using System.Text;
using DataGate.Files.Reports;
using DataGate.Onnx;
using DataGate.Tests.Metrics.Embeddings;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>What one run of the tool did.</summary>
internal sealed record ToolRun(int Exit, string Out, string Error);

/// <summary>Runs the tool in this process, in a folder, on a fixed day.</summary>
internal static class Tool
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static ToolRun Run(string folder, params string[] args) => Run(folder, CancellationToken.None, args);

    public static ToolRun Run(string folder, CancellationToken stopped, params string[] args) => Run(folder, [], args, stopped);

    public static ToolRun Run(string folder, Dictionary<string, string> variables, string[] args, CancellationToken stopped = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(args, new Host
        {
            Out = output,
            Error = error,
            Folder = folder,
            Today = Today,
            // As if every file were old enough for its times to show the next change.
            Started = new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero),
            MinKeptBytes = 0,
            LeastPiece = 256,
            Stopped = stopped,
            Variable = variables.GetValueOrDefault,
            // What a check makes of embeddings is tested with and without the model's library alike.
            OpenEmbedder = _ => new OpenedEmbedder(new HashEmbedder(), Reason: null, Remark: null),
        });
        return new ToolRun(exit, output.ToString(), error.ToString());
    }

    /// <summary>What a check says in every format, with its exit code and with what it adds to a GitHub job's summary.</summary>
    public static string Reports(string folder, params string[] args)
    {
        using var elsewhere = new Folder();
        var summary = Path.Combine(elsewhere.Path, "summary.md");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary };
        var text = new StringBuilder();
        foreach (var format in ReportCatalog.All.Select(report => report.Name))
        {
            var run = Run(folder, variables, [.. args, "--format", format]);
            text.Append(CultureInfo.InvariantCulture, $"exit {run.Exit}\n{run.Out}{run.Error}");
        }
        return text.Append(File.ReadAllText(summary)).ToString();
    }

    /// <summary>The tool's assembly, for runs as a process of its own.</summary>
    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "dotnet-datagate.dll");

    public static string Root => Repository.Root;
}

/// <summary>A folder of its own for a test, gone afterwards.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("datagate-tests-").FullName;

    public Folder Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
