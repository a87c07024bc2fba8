using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class TextReportTests
{
    private static readonly TextReport s_report = new();

    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    [TestCase(0)]
    public void Widths(int width) => Snapshot.Match(Render(s_report, MixedVerdict.Get(), Options with { Width = width }), $"{width}");

    [Test]
    public void Colours() => Snapshot.Match(
        Render(s_report, MixedVerdict.Get(), Options with { Width = 100, Color = true }).Replace("\u001b", "<ESC>", StringComparison.Ordinal));

    [Test]
    public void Without_colour_there_is_no_ansi_sequence() => Lacks(Render(s_report, MixedVerdict.Get()), "\u001b");

    [Test]
    public void Colours_change_nothing_but_the_colour()
    {
        var colored = Render(s_report, MixedVerdict.Get(), Options with { Width = 80, Color = true });
        var plain = System.Text.RegularExpressions.Regex.Replace(colored, "\u001b\\[[0-9;]*m", "", default, TimeSpan.FromSeconds(10));
        Assert.That(plain, Is.EqualTo(Render(s_report, MixedVerdict.Get(), Options with { Width = 80 })));
    }

    [TestCase(40)]
    [TestCase(60)]
    [TestCase(80)]
    public void Tables_and_headers_keep_to_the_width(int width)
    {
        var lines = Lines(Render(s_report, MixedVerdict.Get(), Options with { Width = width }));
        var tables = lines.TakeWhile(line => !line.Contains("DG", StringComparison.Ordinal)).ToList();
        Assert.That(tables, Has.Count.GreaterThan(8));
        Assert.That(tables.Select(Terminal.Columns), Has.All.LessThanOrEqualTo(width));
    }

    [Test]
    public void The_worst_comes_first()
    {
        var lines = Lines(Render(s_report, Many(2))).Where(line => line.Contains("DG9001", StringComparison.Ordinal));
        Assert.That(lines.Select(line => line.Split(' ')[1]), Is.EqualTo(["error", "error", "warning", "warning", "note", "note"]));
    }

    [Test]
    public void A_check_without_findings_shows_its_values_and_passes()
    {
        var budget = Budget(Section.Synthetic, "ratio", 9) with { Max = Bound("40%", 9, 0.4) };
        var verdict = new Verdict([Dataset([Ruling(budget, "all", Metrics.Measured.Exact(0.25, 10), Outcome.Holds)], [])], []);
        Snapshot.Match(Render(s_report, verdict));
    }

    [TestCase(0, 0, "1 dataset, 0 budgets: 0 hold, 0 broken, 0 not judged — passed")]
    [TestCase(1, 0, "1 dataset, 1 budget: 1 holds, 0 broken, 0 not judged — passed")]
    [TestCase(1, 1, "1 dataset, 2 budgets: 1 holds, 1 warns, 0 broken, 0 not judged — passed")]
    [TestCase(2, 2, "1 dataset, 4 budgets: 2 hold, 2 warn, 0 broken, 0 not judged — passed")]
    public void The_summary_counts_in_singular_and_plural(int holds, int warns, string expected)
    {
        var rulings = Enumerable.Range(0, holds + warns).Select(i => Ruling(
            Budget(Section.Synthetic, "ratio", i), "all", Metrics.Measured.Exact(0.25, 10), i < holds ? Outcome.Holds : Outcome.Warns));
        Assert.That(Lines(Render(s_report, new Verdict([Dataset([.. rulings], [])], [])))[^1], Is.EqualTo("datagate: " + expected));
    }

    [Test]
    public void What_could_not_be_judged_is_not_passed()
    {
        var finding = Finding(RuleCodes.NothingJudged, Severity.Error, "Nothing was judged.") with { Kind = FindingKind.NotJudged };
        var lines = Lines(Render(s_report, new Verdict([], [finding])));
        Assert.That(lines, Is.EqualTo(["datagate.yaml: error DG0502: Nothing was judged.", "", "datagate: nothing was judged — incomplete (1 error)"]));
    }

    [Test]
    public void A_value_is_not_rounded_onto_its_bound()
    {
        var budget = Budget(Section.Synthetic, "ratio", 9) with { Max = Bound("40%", 9, 0.4) };
        var verdict = new Verdict([Dataset([Ruling(budget, "all", Metrics.Measured.Exact(0.4000001, 10), Outcome.Broken)], [])], []);
        Assert.That(Render(s_report, verdict), Does.Contain(" 40.00001% "));
    }

    [Test]
    public void A_thousand_findings_are_all_told() =>
        Assert.That(Lines(Render(s_report, Many(1000))).Count(line => line.Contains("DG9001", StringComparison.Ordinal)), Is.EqualTo(3000));

    [Test]
    public void Long_evidence_is_cut_to_five_pieces_of_five_rows()
    {
        var lines = Lines(Render(s_report, MixedVerdict.Get()));
        Assert.That(lines.Count(line => line.StartsWith("    records with one text", StringComparison.Ordinal)), Is.EqualTo(5));
        Assert.That(lines, Has.Exactly(1).EqualTo("        … and 54 more").And.Exactly(1).EqualTo("    … and 2 more like this"));
    }

    [Test]
    public void Rows_that_are_listed_in_full_have_no_more()
    {
        var finding = Finding("DG1002", Severity.Error, "m") with { Evidence = [new EvidenceRows("twins", null, 2, [new Location("a", 1, 1), new Location("a", 2, 1)])] };
        Lacks(Render(s_report, Verdict(finding)), "more");
    }
}
