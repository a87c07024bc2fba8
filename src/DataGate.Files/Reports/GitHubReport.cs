using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// For GitHub Actions: annotations, then the summary line. A step shows ten annotations of each severity and drops the rest without a word, so
/// no more are written, the worst ones, and the last of a full list says how many more there are.
/// </summary>
public sealed class GitHubReport : Report
{
    private const int MaxShown = 10;

    public override string Name => "github";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        foreach (var findings in verdict.Findings.WorstFirst().GroupBy(finding => finding.Severity))
        {
            var shown = 0;
            var more = Math.Max(0, findings.Count() - MaxShown);
            foreach (var finding in findings.Take(MaxShown)) to.Write($"{Annotation(finding, options, ++shown == MaxShown ? more : 0)}\n");
        }
        to.Write($"{TextReport.Summary(new Totals(verdict), color: false)}\n");
    }

    private static string Annotation(Finding finding, ReportOptions options, int more)
    {
        var at = finding.Data
            ?? (finding.Policy is { } place ? new Location(place.File, place.Line, place.Column) : new Location(options.PolicyFile, 0, 0));
        var line = at.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",line={at.Line}");
        var column = at.Line == 0 || at.Column == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",col={at.Column}");
        return $"::{Word(finding.Severity)} file={GitHub.File(at.File)}{line}{column},title={GitHub.Property(finding.Code)}::{Message(finding, more)}";
    }

    private static string Message(Finding finding, int more)
    {
        List<string> lines = [finding.Message];
        if (finding.Dataset is { } dataset) lines.Add($"Dataset: {dataset}");
        if (finding.Policy is { } place) lines.Add($"Policy: {MsBuildLine.Place(place)}");
        if (finding.Owner is { } owner) lines.Add($"Owner: {owner}");
        if (more > 0) lines.Add($"{Amounts.Of(more, $"more {MsBuildLine.Word(finding.Severity)}")} not shown here: see the job summary, or the other formats of this check.");
        return string.Join(GitHub.Break, lines.Select(GitHub.Message));
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };
}
