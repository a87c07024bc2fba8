using System.Collections.Immutable;
using DataGate.Files.Reports.Layout;
using DataGate.Rules;

namespace DataGate.Files.Reports.Html;

/// <summary>The budgets of a dataset, the worst first; of a long list those that hold are folded away.</summary>
internal static class BudgetTable
{
    private const int MaxOpen = 40, MaxRows = 1000;

    /// <param name="budgets">Of a dataset.</param>
    /// <param name="trend">The trend of a row as a picture; null: none has one.</param>
    public static Markup Of(ImmutableArray<BudgetRow> budgets, Func<BudgetRow, Markup>? trend = null)
    {
        if (budgets.IsEmpty) return Markup.Of($"<p>The policy has no budget for this dataset.</p>");
        ImmutableArray<BudgetRow> rows = [.. budgets.OrderByDescending(row => row.Weight)];
        var open = Math.Max(rows.Count(row => row.Outcome != Outcome.Holds), Math.Min(MaxOpen, rows.Length));
        open = Math.Min(open, MaxRows);
        var folded = rows.Skip(open).Take(MaxRows - open).ToList();
        var more = folded.Count == 0 ? Markup.Empty : Markup.Of($"<details><summary>{Amounts.Of(folded.Count, "more budget")}</summary>{Table(folded, "The other budgets", trend)}</details>");
        var left = rows.Length > MaxRows ? Markup.Of($"<p>{Amounts.Of(rows.Length - MaxRows, "more budget")} not shown here: see the JSON report.</p>") : Markup.Empty;
        return Markup.Of($"{Table(rows.Take(open), "Each budget with its value and its bound, the worst first", trend)}{more}{left}");
    }

    /// <summary>The roles are said because on a narrow screen the style takes the table apart.</summary>
    private static Markup Table(IEnumerable<BudgetRow> rows, string caption, Func<BudgetRow, Markup>? trend) => Markup.Of($"""
        <table class="stack" role="table"><caption>{caption}</caption>
        <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">budget</th><th scope="col" role="columnheader">verdict</th><th scope="col" role="columnheader" class="n">value</th><th scope="col" role="columnheader">on its scale</th><th scope="col" role="columnheader">bound</th><th scope="col" role="columnheader" class="n">records</th>{(trend is null ? Markup.Empty : Markup.Of($"""<th scope="col" role="columnheader">trend</th>"""))}</tr></thead>
        <tbody role="rowgroup">
        {Markup.Join(rows.Select(row => Row(row, trend)))}</tbody></table>

        """);

    private static Markup Row(BudgetRow row, Func<BudgetRow, Markup>? trend) => Markup.Of($"""
        <tr role="row"><th scope="row" role="rowheader"><bdi>{row.Metric}</bdi> <span class="soft">of <bdi>{row.Slice}</bdi></span></th><td role="cell">{Words.Verdict(row)}</td><td role="cell" class="n" data-label="value">{row.ValueWithInterval}</td><td role="cell">{BudgetBar.Of(row)}</td><td role="cell" data-label="bound">{row.Bound}</td><td role="cell" class="n" data-label="records">{row.Records}</td>{(trend is null ? Markup.Empty : Markup.Of($"""<td role="cell">{trend(row)}</td>"""))}</tr>

        """);
}
