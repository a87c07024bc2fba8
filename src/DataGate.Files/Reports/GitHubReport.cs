using System.Globalization;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>For GitHub Actions: annotations, the worst ten of each severity, then the summary line.</summary>
public sealed class GitHubReport : Report
{
    public override string Name => "github";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        foreach (var (finding, more) in WorstTen.Of(verdict.Findings)) to.Write($"{Annotation(finding, options, more)}\n");
        to.Write($"{TextReport.Summary(new Totals(verdict), color: false)}\n");
    }

    private static string Annotation(Finding finding, ReportOptions options, int more)
    {
        var at = FindingPlace.InRepository(finding, options);
        var line = at.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",line={at.Line}");
        var column = at.Line == 0 || at.Column == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",col={at.Column}");
        return $"::{Word(finding.Severity)} file={GitHub.File(at.File)}{line}{column},title={GitHub.Property(finding.Code)}::{Message(finding, more)}";
    }

    private static string Message(Finding finding, int more)
    {
        List<string> lines = [FindingPlace.Told(finding)];
        if (finding.Dataset is { } dataset) lines.Add($"Dataset: {dataset}");
        if (finding.Policy is { } place) lines.Add($"Policy: {MsBuildLine.Place(place)}");
        if (finding.Owner is { } owner) lines.Add($"Owner: {owner}");
        if (more > 0) lines.Add(WorstTen.Rest(more, finding.Severity));
        return string.Join(GitHub.Break, lines.Select(GitHub.Message));
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };
}
