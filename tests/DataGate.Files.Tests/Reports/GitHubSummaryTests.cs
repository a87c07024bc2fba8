using System.Text;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class GitHubSummaryTests
{
    internal static string Write(Verdict verdict)
    {
        using var text = new StringWriter();
        GitHubSummary.Write(verdict, text);
        return text.ToString();
    }

    [Test]
    public void Mixed() => Snapshot.Match(Write(MixedVerdict.Get()));

    [Test]
    public void A_check_without_findings_has_no_table_of_them() => Assert.That(Write(Verdict()), Does.Contain("passed").And.Not.Contain("| finding |"));

    [Test]
    public void What_does_not_fit_is_counted_and_the_tables_still_have_room()
    {
        var message = new string('*', 1900);
        var findings = Enumerable.Range(1, 1000).Select(i => Finding("DG9001", i == 1000 ? Severity.Error : Severity.Warning, message, new Location("a", i, 1)));
        var budgets = MixedVerdict.Get().Datasets[0].Rulings;
        var summary = Write(new Verdict([Dataset(budgets, [.. findings])], []));
        Assert.That(Encoding.UTF8.GetByteCount(summary), Is.InRange(500_000, 1_000_000));
        Assert.That(summary, Does.Contain("more rows did not fit").And.Contain("❌ error").And.Contain("| metric |"));
    }

    [TestCase("a|b", "a&#124;b")]
    [TestCase("`x` *y* _z_", "&#96;x&#96; &#42;y&#42; &#95;z&#95;")]
    [TestCase("<img src=x onerror=\"y\">", "&#60;img src=x onerror=&#34;y&#34;&#62;")]
    [TestCase("&lt;", "&#38;lt;")]
    [TestCase("@team", "@<!-- -->team")]
    [TestCase("see #12", "see #<!-- -->12")]
    [TestCase("https://x.test www.x.test", "https:<!-- -->//x.test www<!-- -->.x.test")]
    [TestCase("[a](b)", "&#91;a&#93;(b)")]
    [TestCase("$x$ \\", "&#36;x&#36; &#92;")]
    [TestCase("a\nb", "a&#92;nb")]
    [TestCase("plain text, 3.1%", "plain text, 3.1%")]
    public void Text_is_escaped_for_markdown_and_html(string text, string expected) => Assert.That(Markdown.Text(text), Is.EqualTo(expected));
}
