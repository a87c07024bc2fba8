using DataGate.Files.Reports.Escaping;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Layout;

/// <summary>A line for each policy of a check of several.</summary>
internal static class PolicyTable
{
    private const int MaxCell = 160;

    public static void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        if (verdict.Policies.IsEmpty) return;
        var table = new TextTable([new Column("policy") { Least = 10 }, new Column("datasets") { Right = true }, new Column("budgets") { Right = true }, new Column("verdict")]);
        foreach (var row in PolicyRow.Of(verdict))
        {
            table.Add(
                new Cell(Terminal.Text(row.File, MaxCell)), new Cell(Figures.Of(row.Datasets)), new Cell(Figures.Of(row.Budgets)),
                new Cell(row.Verdict, row.Ink) { Short = row.Outcome });
        }
        table.Write(to, options.Width, options.Color);
        to.Write('\n');
    }
}
