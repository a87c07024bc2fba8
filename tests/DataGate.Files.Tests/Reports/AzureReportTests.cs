using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Policies;
using DataGate.TestSupport;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class AzureReportTests
{
    private static readonly AzureReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void Ten_errors_and_ten_warnings_are_shown_and_the_last_one_says_how_many_more()
    {
        var lines = Lines(Render(s_report, Many(1000)));
        Assert.That(lines, Has.Length.EqualTo(21));
        Assert.That(lines.Take(10), Has.All.StartsWith("##vso[task.logissue type=error;"));
        Assert.That(lines.Skip(10).Take(10), Has.All.StartsWith("##vso[task.logissue type=warning;"));
        Assert.That(lines[9], Does.Contain("990 more errors not shown here"));
    }

    [Test]
    public void Properties_escape_what_ends_them()
    {
        var line = Lines(Render(s_report, Verdict(Finding("DG1001", Severity.Error, "100% of [a]; b", new Location(@"a\b;code=x]%.jsonl", 4, 2)))))[0];
        Assert.That(line, Is.EqualTo(
            "##vso[task.logissue type=error;sourcepath=a/b%3Bcode=x%5D%AZP25.jsonl;linenumber=4;columnnumber=2;code=DG1001;]100%AZP25 of [a]; b (dataset support-intents)"));
    }

    [Test]
    public void A_whole_file_has_no_line() =>
        Assert.That(Render(s_report, Verdict(Finding("DG9010", Severity.Error, "m", new Location("a.jsonl", 0, 0)))), Does.StartWith("##vso[task.logissue type=error;sourcepath=a.jsonl;code=DG9010;]m"));
}
