using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Html;
using DataGate.TestSupport;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly HtmlReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, DrawnVerdict.Get()).Replace(PageStyle.Text, "(style)", StringComparison.Ordinal).Replace(PageStyle.Policy, "(policy)", StringComparison.Ordinal));

    [Test]
    public void The_policy_allows_the_pages_own_style_and_nothing_else()
    {
        var page = Render(s_report, Verdict());
        var style = Style().Match(page).Groups["style"].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.That(page, Does.Contain($"content=\"default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-{hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\""));
        Lacks(page, "<script");
        Lacks(page, " style=");
    }

    [Test]
    public void The_verdict_stands_first()
    {
        var page = Render(s_report, DrawnVerdict.Get());
        Assert.That(page.IndexOf("<h1>", StringComparison.Ordinal), Is.LessThan(page.IndexOf("<h2", StringComparison.Ordinal)));
        Assert.That(page, Does.Contain("</span> failed</span></h1>").And.Contain("<b>3</b> broken"));
        Assert.That(Render(s_report, Verdict()), Does.Contain("</span> passed</span></h1>").And.Contain("<p>Nothing.</p>"));
    }

    [Test]
    public void What_is_long_is_folded_and_what_is_cut_is_counted()
    {
        var page = Render(s_report, DrawnVerdict.Many());
        Assert.That(page, Does.Contain("20 more datasets not shown here"));
        Assert.That(page, Does.Contain("1,200 more budgets not shown here"));
        Assert.That(page, Does.Match("<summary>280 more findings</summary>"));
        Assert.That(page, Does.Match(@"[\d,]+ more findings not shown here"));
        Assert.That(page, Has.Length.LessThan(8_000_000));
    }

    [Test]
    public void A_bar_says_in_words_what_it_shows() =>
        Assert.That(Render(s_report, MixedVerdict.Get()), Does.Contain("aria-label=\"value 3.13%, max 2%, warn 1%\"").And.Contain("aria-label=\"value 0.4512, interval 0.44 to 0.46, min 0.432, reference 0.48\""));

    [Test]
    public void Every_value_of_a_piece_is_escaped()
    {
        var part = Markup.Of($"<b>{"<i>&\"'"}</b>");
        Assert.That(part.ToString(), Is.EqualTo("<b>&lt;i&gt;&amp;&quot;&#39;</b>"));
        Assert.That(Markup.Of($"{part}{1234L}{0.125}").ToString(), Is.EqualTo(part + "1,2340.13"));
    }

    /// <summary>WCAG 2.2: 4.5 for text, 3 for what pictures are made of.</summary>
    [TestCase("text", 4.5)]
    [TestCase("soft", 4.5)]
    [TestCase("link", 4.5)]
    [TestCase("good", 4.5)]
    [TestCase("bad", 4.5)]
    [TestCase("doubt", 4.5)]
    [TestCase("note", 4.5)]
    [TestCase("data", 3)]
    [TestCase("anchor", 3)]
    public void Colours_have_contrast_in_both_themes(string colour, double least)
    {
        var themes = Theme().Matches(PageStyle.Text);
        Assert.That(themes, Has.Count.EqualTo(2));
        foreach (Match theme in themes)
        {
            foreach (var behind in new[] { "page", "card" })
                Assert.That(Contrast(Colour(theme.Value, colour), Colour(theme.Value, behind)), Is.AtLeast(least), behind);
        }
    }

    private static string Colour(string theme, string name) => Regex.Match(theme, $"--{name}: #([0-9a-f]{{6}})", RegexOptions.CultureInvariant).Groups[1].Value;

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var part = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Part(0)) + (0.7152 * Part(2)) + (0.0722 * Part(4));
    }

    [GeneratedRegex("<style>(?<style>.*)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("--page: [^}]*")]
    private static partial Regex Theme();
}
