using System.Globalization;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// For Azure Pipelines: logging commands, the worst ten errors and warnings, then the summary line. There is no such command for a note: notes are left out.
/// </summary>
public sealed class AzureReport : Report
{
    public override string Name => "azure";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        foreach (var (finding, more) in WorstTen.Of(verdict.Findings.Where(finding => finding.Severity >= Severity.Warning)))
            to.Write($"{Issue(finding, options, more)}\n");
        to.Write($"{TextReport.Summary(new Totals(verdict), color: false)}\n");
    }

    private static string Issue(Finding finding, ReportOptions options, int more)
    {
        var at = FindingPlace.InRepository(finding, options);
        var line = at.Line == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"linenumber={at.Line};");
        var column = at.Line == 0 || at.Column == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"columnnumber={at.Column};");
        var type = finding.Severity == Severity.Error ? "error" : "warning";
        return $"##vso[task.logissue type={type};sourcepath={Azure.File(at.File)};{line}{column}code={Azure.Property(finding.Code)};]{Message(finding, more)}";
    }

    /// <summary>One line: the agent shows no others.</summary>
    private static string Message(Finding finding, int more)
    {
        List<string> parts = [Azure.Message(FindingPlace.Told(finding))];
        if (finding.Dataset is { } dataset) parts.Add($"(dataset {Azure.Message(dataset)})");
        if (finding.Owner is { } owner) parts.Add($"(owner {Azure.Message(owner)})");
        if (more > 0) parts.Add(Azure.Message(WorstTen.Rest(more, finding.Severity)));
        return string.Join(' ', parts);
    }
}
