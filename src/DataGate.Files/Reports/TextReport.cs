using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>For a person at a terminal: every budget with its value, then what was found, then one line that sums it up.</summary>
public sealed class TextReport : Report
{
    private const int MaxCell = 160, MaxUnions = 10;

    public override string Name => "text";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        WriteFindings(verdict.Whole, options, to);
        foreach (var dataset in verdict.Scopes.Where(scope => IsShown(scope, verdict)))
        {
            DatasetHeader.Write(MeasuredDataset.Of(dataset), options, to);
            to.Write('\n');
            WriteBudgets(dataset, options, to);
            WriteFindings(dataset.Findings, options, to);
        }
        PolicyTable.Write(verdict, options, to);
        to.Write(Summary(new Totals(verdict), options.Color));
        to.Write('\n');
    }

    /// <summary>Among several policies, what holds without a word is in its policy's line; budgets over several datasets are shown where they are few.</summary>
    private static bool IsShown(DatasetVerdict scope, Verdict verdict) =>
        verdict.Policies.Length < 2 || (scope.IsUnion && verdict.Unions.Length <= MaxUnions) || scope.Findings.Any(finding => finding.Severity >= Severity.Warning) || scope.Rulings.Any(ruling => ruling.Outcome != Outcome.Holds);

    internal static string Summary(Totals totals, bool color) =>
        $"datagate: {totals.Sentence} — {totals.Outcome.Paint(totals.Ink, color)}{totals.Findings}";

    private static void WriteBudgets(DatasetVerdict dataset, ReportOptions options, TextWriter to)
    {
        if (dataset.Rulings.IsEmpty) return;
        var table = new TextTable(
        [
            new Column("metric"),
            new Column("slice") { Least = 10 },
            new Column("value") { Right = true },
            new Column("bound") { Least = 10 },
            new Column("records") { Right = true },
            new Column("verdict"),
        ]);
        foreach (var row in BudgetRow.Of(dataset))
        {
            table.Add(
                new Cell(Terminal.Text(row.Metric, MaxCell)),
                new Cell(Terminal.Text(row.Slice, MaxCell)),
                new Cell(row.ValueWithInterval) { Short = row.Value },
                new Cell(Terminal.Text(row.Bound, MaxCell)) { Short = Terminal.Text(row.Limit, MaxCell) },
                new Cell(Figures.Of(row.Records)),
                new Cell(row.Verdict, row.Ink) { Short = row.ShortVerdict });
        }
        table.Write(to, options.Width, options.Color);
        to.Write('\n');
    }

    private static void WriteFindings(IReadOnlyCollection<Finding> findings, ReportOptions options, TextWriter to)
    {
        foreach (var finding in findings.WorstFirst()) FindingText.Write(finding, options, to);
        if (findings.Count > 0) to.Write('\n');
    }
}
