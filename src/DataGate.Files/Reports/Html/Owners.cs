using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>Who answers for what: a row for each owner, those with most to do first.</summary>
internal static class Owners
{
    private const int MaxOwners = 200;

    private const string Nobody = "nobody named";

    public static Markup Of(Verdict verdict)
    {
        var budgets = verdict.Scopes.SelectMany(dataset => BudgetRow.Of(dataset).Select(row => (Owner: row.Budget.Owner ?? dataset.Owner ?? Nobody, row.Outcome)))
            .ToLookup(row => row.Owner, row => row.Outcome, StringComparer.Ordinal);
        var names = verdict.Scopes.Select(scope => (Key: scope, Value: scope.Owner)).ToList();
        var findings = names.SelectMany(pair => pair.Key.Findings.Select(finding => (Owner: finding.Owner ?? pair.Value ?? Nobody, finding.Severity)))
            .Concat(verdict.Whole.Select(finding => (Owner: finding.Owner ?? Nobody, finding.Severity))).ToLookup(row => row.Owner, row => row.Severity, StringComparer.Ordinal);
        var owners = budgets.Select(group => group.Key).Union(findings.Select(group => group.Key), StringComparer.Ordinal)
            .OrderByDescending(owner => findings[owner].Count(severity => severity == Severity.Error)).ThenBy(owner => owner, StringComparer.Ordinal).DefaultIfEmpty(Nobody).ToList();
        var left = owners.Count > MaxOwners ? Markup.Of($"<p>{Amounts.Of(owners.Count - MaxOwners, "more owner")} not shown here.</p>") : Markup.Empty;
        return Markup.Of($"""
            <section aria-labelledby="owners"><h2 id="owners">Owners</h2>
            <table class="stack" role="table"><caption>Who answers for what</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">owner</th><th scope="col" role="columnheader" class="n">budgets</th><th scope="col" role="columnheader" class="n">broken</th><th scope="col" role="columnheader" class="n">not judged</th><th scope="col" role="columnheader" class="n">errors</th><th scope="col" role="columnheader" class="n">warnings</th></tr></thead><tbody role="rowgroup">
            {Markup.Join(owners.Take(MaxOwners).Select(owner => Row(owner, [.. budgets[owner]], [.. findings[owner]])))}</tbody></table>{left}</section>

            """);
    }

    private static Markup Row(string owner, List<Outcome> budgets, List<Severity> findings) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{owner}</bdi></th>{Cell("budgets", budgets.Count)}{Cell("broken", budgets.Count(outcome => outcome == Outcome.Broken))}{Cell("not judged", budgets.Count(outcome => outcome == Outcome.NotJudged))}{Cell("errors", findings.Count(severity => severity == Severity.Error))}{Cell("warnings", findings.Count(severity => severity == Severity.Warning))}</tr>

        """);

    private static Markup Cell(string label, int number) => Markup.Of($"""<td role="cell" class="n" data-label="{label}">{number}</td>""");
}
