using System.Text.Json;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Json;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// For GitLab's merge requests: a code quality report, the part of the Code Climate format that GitLab reads. It shows one issue of
/// a fingerprint, so each has its own. At most 5,000, the worst ones; the last says how many more there are.
/// </summary>
public sealed class GitLabReport : Report
{
    private const int MaxIssues = 5000;

    public override string Name => "gitlab";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        var findings = verdict.Findings;
        to.Write(JsonPage.Of(json =>
        {
            json.WriteStartArray();
            var shown = findings.Length > MaxIssues ? MaxIssues - 1 : findings.Length;
            foreach (var (finding, fingerprint, number) in Numbered.Of(findings.WorstFirst().Take(shown)))
            {
                var at = FindingPlace.InRepository(finding, options);
                WriteIssue(json, finding.Code, Description(finding), Numbered.Text(fingerprint, number), Word(finding.Severity), at.File, at.Line);
            }
            if (findings.Length > shown)
                WriteIssue(json, "datagate", $"{Amounts.Of(findings.Length - shown, "more finding")}: see the other formats of this check.", "more", "info", options.FileInRepository(options.PolicyFile), 0);
            json.WriteEndArray();
        }));
    }

    private static void WriteIssue(Utf8JsonWriter json, string check, string description, string fingerprint, string severity, string file, long line)
    {
        json.WriteStartObject();
        json.WriteText("description", description);
        json.WriteText("check_name", check);
        json.WriteString("fingerprint", fingerprint);
        json.WriteString("severity", severity);
        json.WriteStartObject("location");
        json.WriteText("path", file);
        json.WriteStartObject("lines");
        json.WriteNumber("begin", Math.Max(1, line));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Description(Finding finding)
    {
        var dataset = finding.Dataset is { } name ? $" (dataset {Visible.Of(name)})" : "";
        var owner = finding.Owner is { } who ? $" (owner {Visible.Of(who)})" : "";
        return $"{finding.Code}: {Visible.Of(FindingPlace.Told(finding))}{dataset}{owner}";
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "critical",
        Severity.Warning => "minor",
        _ => "info",
    };
}
