using DataGate.Files.Reports;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class ReportCatalogTests
{
    [Test]
    public void Formats_have_the_names_of_the_command_line() =>
        Assert.That(ReportCatalog.All.Select(report => report.Name), Is.EqualTo(["text", "msbuild", "github", "azure", "json", "sarif", "junit", "gitlab", "markdown", "html"]));

    [Test]
    public void A_format_is_found_by_its_name()
    {
        foreach (var report in ReportCatalog.All) Assert.That(ReportCatalog.Find(report.Name), Is.SameAs(report));
        Assert.That(ReportCatalog.Find("TEXT"), Is.Null);
    }

    [Test]
    public void Every_report_is_the_same_twice_and_has_no_carriage_return()
    {
        foreach (var report in ReportCatalog.All)
        {
            var text = Render(report, MixedVerdict.Get());
            Assert.That(text, Is.EqualTo(Render(report, MixedVerdict.Get())), report.Name);
            Lacks(text, "\r");
        }
    }
}
