using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary>What is wrong with files, for commands that judge nothing: a line each on standard error.</summary>
internal static class Remarks
{
    /// <returns>Whether something could not be read that had to be.</returns>
    public static bool Write(IReadOnlyCollection<Finding> findings, Host host)
    {
        foreach (var finding in findings)
            host.Error.WriteLine($"datagate: {Where(finding)}{Word(finding)} {finding.Code}: {Terminal.Escape(finding.Message)}");
        return findings.Any(finding => finding is { Kind: FindingKind.NotJudged, Severity: Severity.Error });
    }

    private static string Where(Finding finding) => finding.Data is { } at ? Terminal.Escape(at.ToString()) + ": " : "";

    private static string Word(Finding finding) => finding.Kind == FindingKind.NotJudged ? "error" : "warning";
}
