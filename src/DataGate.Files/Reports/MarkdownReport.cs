using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>For merge requests, job pages and mail: the job summary as a file of its own, under 1 MiB.</summary>
public sealed class MarkdownReport : Report
{
    public override string Name => "markdown";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to) => GitHubSummary.Write(verdict, to);
}
