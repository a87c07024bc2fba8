using DataGate.Files.Reports.Layout;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>The policies of a check of several, those with most to do first.</summary>
internal static class PolicyList
{
    private const int MaxPolicies = 1000;

    public static Markup Of(Verdict verdict)
    {
        if (verdict.Policies.IsEmpty) return Markup.Empty;
        var rows = PolicyRow.Of(verdict).OrderByDescending(row => row.Totals.Errors).ThenByDescending(row => row.Totals.Warnings).ToList();
        var left = rows.Count > MaxPolicies ? Markup.Of($"<p>{rows.Count - MaxPolicies} more policies not shown here: see the JSON report.</p>") : Markup.Empty;
        return Markup.Of($"""
            <section aria-labelledby="policies"><h2 id="policies">Policies</h2>
            <table class="stack" role="table"><caption>Each policy with what became of it</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">policy</th><th scope="col" role="columnheader">verdict</th><th scope="col" role="columnheader" class="n">datasets</th><th scope="col" role="columnheader" class="n">budgets</th></tr></thead><tbody role="rowgroup">
            {Markup.Join(rows.Take(MaxPolicies).Select(Row))}</tbody></table>{left}</section>

            """);
    }

    private static Markup Row(PolicyRow row) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{row.File}</bdi></th><td role="cell">{Words.Signed(row.Ink, row.Verdict)}</td><td role="cell" class="n" data-label="datasets">{row.Datasets}</td><td role="cell" class="n" data-label="budgets">{row.Budgets}</td></tr>

        """);
}
