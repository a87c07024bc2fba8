using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Policies;
using DataGate.TestSupport;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class GitHubReportTests
{
    private static readonly GitHubReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void A_check_without_findings_prints_its_summary() =>
        Assert.That(Lines(Render(s_report, Verdict())), Is.EqualTo(["datagate: 1 dataset, 0 budgets: 0 hold, 0 broken, 0 not judged — passed"]));

    [Test]
    public void Ten_of_each_severity_are_shown_and_the_last_one_says_how_many_more()
    {
        var lines = Lines(Render(s_report, Many(1000)));
        Assert.That(lines, Has.Length.EqualTo(31));
        Assert.That(lines.Take(10), Has.All.StartsWith("::error "));
        Assert.That(lines.Skip(10).Take(10), Has.All.StartsWith("::warning "));
        Assert.That(lines.Skip(20).Take(10), Has.All.StartsWith("::notice "));
        Assert.That(lines[9], Does.Contain("990 more errors not shown here"));
        Assert.That(lines.Count(line => line.Contains("not shown here", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public void A_list_of_ten_is_full_and_lacks_nothing() => Lacks(Render(s_report, Many(10)), "not shown");

    [Test]
    public void Properties_escape_what_separates_them()
    {
        var line = Lines(Render(s_report, Verdict(Finding("DG1001", Severity.Error, "100% of a, b: c", new Location(@"a\b,line=9:%.jsonl", 4, 2)))))[0];
        Assert.That(line, Is.EqualTo("::error file=a/b%2Cline=9%3A%25.jsonl,line=4,col=2,title=DG1001::100%25 of a, b: c%0ADataset: support-intents"));
    }

    [Test]
    public void A_whole_file_has_no_line() =>
        Assert.That(Render(s_report, Verdict(Finding("DG9010", Severity.Error, "m", new Location("a.jsonl", 0, 0)))), Does.StartWith("::error file=a.jsonl,title=DG9010::m"));

    [Test]
    public void Paths_start_at_the_repositorys_root() => Assert.That(
        Render(s_report, Verdict(Finding("DG9001", Severity.Error, "m", new Location("a.jsonl", 3, 7))), Options with { InRepository = path => "x/" + path }),
        Does.StartWith("::error file=x/a.jsonl,"));
}
