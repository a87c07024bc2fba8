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

    [TestCase(1000, 1900)]
    [TestCase(20_000, 1)]
    public void What_does_not_fit_is_counted_and_the_tables_still_have_room(int count, int length)
    {
        var findings = Enumerable.Range(1, count).Select(i =>
            Finding("DG9001", i == count ? Severity.Error : Severity.Warning, new string('*', length), new Location("a", i, 1)));
        var budgets = MixedVerdict.Get().Datasets[0].Rulings;
        var lines = Lines(Write(new Verdict([Dataset(budgets, [.. findings])], [])));
        Assert.That(lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1), Is.InRange(580_000, 1_000_000));
        var shown = lines.Count(line => line.Contains("DG9001", StringComparison.Ordinal));
        Assert.That(lines[^1], Does.StartWith($"{Rules.Figures.Of(count - shown)} more rows did not fit"));
        Assert.That(lines, Has.Exactly(1).StartsWith("| ❌ error").And.Exactly(1).StartsWith("| metric |").And.Exactly(1).StartsWith("| age |"));
    }

    [Test]
    public void Nothing_stands_behind_a_table_head_that_did_not_fit()
    {
        var budgets = MixedVerdict.Get().Datasets[0].Rulings;
        var summary = Write(new Verdict([.. Enumerable.Range(1, 1200).Select(_ => Dataset(budgets, []))], []));
        Assert.That(Encoding.UTF8.GetByteCount(summary), Is.InRange(990_000, 1_000_000));
        Assert.That(Lines(summary)[^3], Does.StartWith("| "));
        Assert.That(Lines(summary)[^1], Does.Contain("more rows did not fit"));
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
