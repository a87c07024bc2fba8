using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>For build logs: errors and warnings alone, one a line. The form has no word for a note: notes are left out.</summary>
public sealed class MsBuildReport : Report
{
    public override string Name => "msbuild";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        foreach (var finding in verdict.Findings.WorstFirst().Where(finding => finding.Severity >= Severity.Warning))
            to.Write($"{MsBuildLine.Of(finding, options)}\n");
    }
}
