using System.Collections.Immutable;
using DataGate.Files.Baselines;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Renders a check's verdict in every form that was asked for.</summary>
/// <param name="host">What the tool is run in.</param>
/// <param name="options">What is asked for.</param>
/// <param name="first">The policy, or the first of several.</param>
/// <param name="trends">How numbers moved, for reports that draw it.</param>
internal sealed class CheckOutput(Host host, CheckOptions options, ReadPolicy first, ImmutableArray<Trend> trends)
{
    public RenderedCheck Render(Verdict verdict)
    {
        // Who stopped it waits for no report, and is shown none that came too late.
        host.Stopped.ThrowIfCancellationRequested();
        var (policy, result) = (first.Result.Policy, first.Result);
        var report = new ReportOptions
        {
            Width = host.Width,
            Color = options.Color,
            Version = Defects.Version,
            PolicyFile = policy?.File ?? (result.FilesRead.IsEmpty ? PolicySearch.FileName : Path.GetRelativePath(host.Folder, result.FilesRead[0])),
            Seed = policy?.Seed,
            Trends = trends,
            InRepository = path => result.Fence.Name(path, host.Folder),
        };
        return new RenderedCheck(
            Text(to => Array.ForEach([.. options.Formats], format => format.Write(verdict, report, to))),
            string.IsNullOrEmpty(options.SummaryFile) ? null : Text(to => GitHubSummary.Write(verdict, to)),
            [.. options.Reports.Select(file => Text(to => file.Format.Write(verdict, report with { Width = 0, Color = false }, to)))]);
    }

    /// <summary>Writes a verdict wherever it was asked for.</summary>
    public void Write(Verdict verdict) => Render(verdict).Write(host, options);

    private static string Text(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        write(text);
        return text.ToString();
    }
}
