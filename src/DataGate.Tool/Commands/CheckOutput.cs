using System.Collections.Immutable;
using DataGate.Files.Baselines;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Writes a check's verdict wherever it was asked for.</summary>
/// <param name="host">What the tool is run in.</param>
/// <param name="options">What is asked for.</param>
/// <param name="first">The policy, or the first of several.</param>
/// <param name="trends">How numbers moved, for reports that draw it.</param>
internal sealed class CheckOutput(Host host, CheckOptions options, ReadPolicy first, ImmutableArray<Trend> trends)
{
    public void Write(Verdict verdict)
    {
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
        foreach (var format in options.Formats) format.Write(verdict, report, host.Out);
        if (!string.IsNullOrEmpty(options.SummaryFile)) WriteSummary(verdict, options.SummaryFile);
        foreach (var file in options.Reports) file.Write(verdict, report with { Width = 0, Color = false }, host.Folder);
    }

    /// <summary>A summary that can't be written is said and changes nothing: the verdict stands in the log and in the exit code.</summary>
    private void WriteSummary(Verdict verdict, string path)
    {
        try
        {
            using var writer = new StreamWriter(path, append: true, new System.Text.UTF8Encoding(false));
            GitHubSummary.Write(verdict, writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine($"datagate: warning {UsageCodes.Report}: the job summary can't be written: {Files.Reports.Escaping.Terminal.Escape(e.Message)}");
        }
    }
}
