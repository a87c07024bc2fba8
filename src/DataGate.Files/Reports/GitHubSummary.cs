using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// The job summary of GitHub Actions, in Markdown, for the end of the file that GITHUB_STEP_SUMMARY names. A summary over 1 MiB would be lost whole:
/// what doesn't fit is left out, and said to be.
/// </summary>
public static class GitHubSummary
{
    private const int MaxCell = 200, MaxEvidence = 3;

    /// <summary>Findings may fill most of it; tables then have the rest.</summary>
    private const int FindingBytes = 600_000, AllBytes = 1_000_000;

    /// <param name="verdict">What to tell.</param>
    /// <param name="to">Where; it is not closed.</param>
    public static void Write(Verdict verdict, TextWriter to)
    {
        var totals = new Totals(verdict);
        var page = new BoundedPage(FindingBytes);
        page.TryAdd($"## DataGate: {totals.Outcome}\n\n{totals.Sentence}{totals.Findings}.\n");
        WriteFindings(verdict, page);
        page.Grow(AllBytes);
        WritePolicies(verdict, page);
        foreach (var dataset in verdict.Scopes) WriteBudgets(dataset, page);
        if (page.LeftOut > 0)
            page.Close($"\n{Amounts.Of(page.LeftOut, "more row")} did not fit into this summary: see the log of the step, or the other formats of the check.\n");
        to.Write(page.ToString());
    }

    private static void WritePolicies(Verdict verdict, BoundedPage page)
    {
        if (verdict.Policies.IsEmpty) return;
        page.TryAdd("\n| policy | datasets | budgets | verdict |\n| --- | ---: | ---: | --- |\n");
        foreach (var row in PolicyRow.Of(verdict))
            page.TryAdd($"| {Markdown.Code(row.File, MaxCell)} | {Figures.Of(row.Datasets)} | {Figures.Of(row.Budgets)} | {Icon(row.Ink)} {row.Verdict} |\n", rows: 1);
    }

    private static void WriteFindings(Verdict verdict, BoundedPage page)
    {
        var findings = verdict.Findings;
        if (findings.IsEmpty) return;
        page.TryAdd("\n| finding | where | what |\n| --- | --- | --- |\n");
        foreach (var finding in findings.WorstFirst())
        {
            var code = $"{Icon(finding.Severity)} {MsBuildLine.Word(finding.Severity)} {Markdown.Text(finding.Code)}";
            var at = finding.Data is { } row ? Markdown.Code(MsBuildLine.Place(row)) : "";
            page.TryAdd($"| {code} | {at} | {string.Join("<br>", What(finding))} |\n", rows: 1);
        }
    }

    private static IEnumerable<string> What(Finding finding)
    {
        yield return Markdown.Text(finding.Message);
        foreach (var evidence in finding.Evidence.Take(MaxEvidence))
        {
            var excerpt = evidence.Excerpt is null ? "" : $": {Markdown.Code(evidence.Excerpt, MaxCell)}";
            yield return $"{Markdown.Text(evidence.What, MaxCell)} ({evidence.Amount}){excerpt}";
        }
        if (finding.Evidence.Length > MaxEvidence) yield return $"… and {Figures.Of(finding.Evidence.Length - MaxEvidence)} more like this";
        if (finding.Dataset is { } dataset) yield return $"dataset: {Markdown.Text(dataset, MaxCell)}";
        if (finding.Policy is { } place) yield return $"policy: {Markdown.Code(MsBuildLine.Place(place))}";
        if (finding.Owner is { } owner) yield return $"owner: {Markdown.Text(owner, MaxCell)}";
    }

    private static void WriteBudgets(DatasetVerdict dataset, BoundedPage page)
    {
        var about = DatasetHeader.Parts(MeasuredDataset.Of(dataset)).Select(part => Markdown.Text(part, MaxCell));
        page.TryAdd($"\n### {Markdown.Text(dataset.Name, MaxCell)}\n\n{string.Join(", ", about)}\n");
        if (dataset.Rulings.IsEmpty) return;
        page.TryAdd("\n| metric | slice | value | bound | records | verdict |\n| --- | --- | ---: | --- | ---: | --- |\n");
        foreach (var row in BudgetRow.Of(dataset))
        {
            page.TryAdd($"| {Markdown.Text(row.Metric, MaxCell)} | {Markdown.Text(row.Slice, MaxCell)} | {row.ValueWithInterval} "
                + $"| {Markdown.Text(row.Bound, MaxCell)} | {Figures.Of(row.Records)} | {Icon(row.Ink)} {row.Verdict} |\n", rows: 1);
        }
    }

    private static string Icon(Severity severity) => severity switch
    {
        Severity.Error => "❌",
        Severity.Warning => "⚠️",
        _ => "ℹ️",
    };

    private static string Icon(Ink ink) => ink switch
    {
        Ink.Good => "✅",
        Ink.Bad => "❌",
        _ => "⚠️",
    };
}
