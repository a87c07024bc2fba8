using System.Globalization;
using DataGate.Files.Reports.Html;
using DataGate.Files.Reports.Layout;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// One page for a browser, a phone or paper: the verdict first, then what was found, then each dataset. It is one file that asks for
/// nothing: no script, no font, no picture from anywhere.
/// </summary>
public sealed class HtmlReport : Report
{
    /// <summary>Datasets that have a section of their own; all are counted.</summary>
    private const int MaxDatasets = 100;

    public override string Name => "html";

    public override bool DrawsSets => true;

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        var totals = new Totals(verdict);
        to.Write(Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageStyle.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>DataGate: {totals.Outcome}</title>
            <link rel="icon" href="data:,">
            <style>
            """).ToString());
        to.Write(PageStyle.Text);
        to.Write(Markup.Of($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#found">To what was found</a>
            {Header(totals)}{Contents(verdict)}<main>
            <section aria-labelledby="found"><h2 id="found">What was found</h2>
            {FindingList.Of(verdict, options)}</section>
            {PolicyList.Of(verdict)}{Markup.Join(Shown(verdict).Select((dataset, i) => Dataset(dataset, i, options)))}{Rest(verdict)}{Owners.Of(verdict)}{Legend(options)}</main>
            <footer><p>DataGate {options.Version}, policy <code>{options.PolicyFile}</code></p></footer>
            </body>
            </html>

            """).ToString());
    }

    private static Markup Header(Totals totals) => Markup.Of($"""
        <header><h1>DataGate: {Words.Signed(totals.Ink, totals.Outcome)}</h1>
        <p>{totals.Sentence}{totals.Findings}.</p>
        <ul class="totals"><li><b>{totals.Holds}</b> {(totals.Holds == 1 ? "holds" : "hold")}</li><li><b>{totals.Warns}</b> {(totals.Warns == 1 ? "warns" : "warn")}</li><li><b>{totals.Broken}</b> broken</li>{(totals.Exempt == 0 ? Markup.Empty : Markup.Of($"<li><b>{totals.Exempt}</b> exempt</li>"))}<li><b>{totals.NotJudged}</b> not judged</li></ul></header>

        """);

    private static Markup Contents(Verdict verdict) => Markup.Of($"""
        <nav aria-label="On this page"><ul><li><a href="#found">What was found</a></li>{(verdict.Policies.IsEmpty ? Markup.Empty : Markup.Of($"<li><a href=\"#policies\">Policies</a></li>"))}{Markup.Join(Shown(verdict).Select((dataset, i) => Markup.Of($"""<li><a href="#{Id(i)}"><bdi>{dataset.Name}</bdi></a></li>""")))}<li><a href="#owners">Owners</a></li><li><a href="#legend">How to read it</a></li></ul></nav>

        """);

    private static Markup Dataset(DatasetVerdict dataset, int index, ReportOptions options)
    {
        var facts = DatasetHeader.Parts(MeasuredDataset.Of(dataset)).Select(fact => Markup.Of($"<li><bdi>{fact}</bdi></li>"));
        var profile = dataset.Profile is { } drawn ? Markup.Of($"{Distributions.Of(drawn)}{Rarities.Of(drawn)}") : Markup.Empty;
        return Markup.Of($"""
            <section aria-labelledby="{Id(index)}"><h2 id="{Id(index)}"><bdi>{dataset.Name}</bdi></h2>
            <ul class="facts">{Markup.Join(facts)}</ul>
            <h3>Budgets</h3>
            {BudgetTable.Of(BudgetRow.Of(dataset), options.Trends.IsEmpty ? null : row => TrendLine.Of(row, dataset.Name, options.Trends))}{Members.Of(dataset)}{profile}</section>

            """);
    }

    /// <summary>What is of several datasets first: it must not be cut off behind them.</summary>
    private static IEnumerable<DatasetVerdict> Shown(Verdict verdict) => verdict.Unions.Concat(verdict.Datasets).Take(MaxDatasets);

    private static Markup Rest(Verdict verdict) => verdict.Scopes.Count() is var all && all <= MaxDatasets
        ? Markup.Empty
        : Markup.Of($"<p>{Amounts.Of(all - MaxDatasets, "more dataset")} not shown here: see the JSON report.</p>");

    private static Markup Legend(ReportOptions options) => Markup.Of($"""
        <section aria-labelledby="legend"><h2 id="legend">How to read it</h2>
        <ul><li>A bar is a budget's value on a scale that starts at zero; the thin line across its end is its interval.</li>
        <li>The tinted room is what the bounds allow, the upright lines are the bounds; a dashed one only warns.</li>
        <li>The diamond is what the reference scores at the same size; the circle is the null: what two parts of the reference score against each other.</li>
        <li>Of a budget that holds for many groups or labels the worst is shown.</li>{(options.Trends.IsEmpty ? Markup.Empty : Markup.Of($"<li>A trend is the number over the committed baselines, as far as they were taken at the size of the last; the dot is the last.</li>"))}</ul></section>

        """);

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"dataset-{index + 1}");
}
