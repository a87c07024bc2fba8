using System.Globalization;
using System.Text;
using System.Text.Json;
using DataGate.Files.Reports;
using DataGate.Files.Tests.Reports.Schemas;
using DataGate.Verdicts;
using FsCheck;
using FsCheck.Fluent;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

/// <summary>Text from outside forges and breaks no line of any format.</summary>
public sealed class HostileTextTests
{
    /// <summary>The same random texts in every run.</summary>
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(20250101, 7);

    private static readonly Verdict s_harmless = HostileVerdict.Of("x");

    private static readonly string s_page = Render(new HtmlReport(), DrawnVerdict.Hostile("x"), Options with { Trends = [Trends.Of("x", "x", "distinct-1", 0.5, 0.4)] });

    private static readonly int s_textLines = Lines(Render(new TextReport(), s_harmless)).Length;

    private static readonly int s_measureLines = Lines(MeasureTableTests.Write(0, MeasuredDataset.Of(s_harmless.Datasets[0]))).Length;

    private static readonly int s_historyLines = Lines(Trends.Print("x", 0).Table).Length;

    /// <summary>Named by number: their own names would be megabytes long and break the log of the tests.</summary>
    private static IEnumerable<TestCaseData> Texts() =>
        AllTexts.Select((text, i) => new TestCaseData(text).SetArgDisplayNames(i.ToString(CultureInfo.InvariantCulture)));

    private static IEnumerable<string> AllTexts =>
    [
        .. HostileVerdict.Pieces, string.Concat(HostileVerdict.Pieces), string.Concat(HostileVerdict.Pieces.Reverse()),
        string.Concat(Enumerable.Repeat("\n::error::x\u001b[31m", 20_000)), new string('漢', 1 << 19), "",
    ];

    private static Arbitrary<string> Random =>
        Gen.OneOf(
                Gen.Elements(HostileVerdict.Pieces),
                Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()),
                Gen.Choose(0x20, 0x7E).Select(code => ((char)code).ToString()))
            .ArrayOf().Select(string.Concat).ToArbitrary();

    [TestCaseSource(nameof(Texts))]
    public void Known_attacks(string text) => Check(text);

    [Test]
    public void Random_attacks() => Prop.ForAll(Random, text => Check(text)).Check(s_config);

    private static void Check(string text)
    {
        var verdict = HostileVerdict.Of(text);
        CheckLines(Render(new TextReport(), verdict), s_textLines, 0);
        CheckLines(Render(new TextReport(), verdict, Options with { Width = 80 }), s_textLines, 20);
        CheckMsBuild(Render(new MsBuildReport(), verdict));
        CheckGitHub(Render(new GitHubReport(), verdict));
        CheckJson(Render(new JsonReport(), verdict), text);
        CheckSummary(GitHubSummaryTests.Write(verdict));
        CheckAzure(Render(new AzureReport(), verdict));
        CheckPage(Render(new HtmlReport(), DrawnVerdict.Hostile(text), Options with { Trends = [Trends.Of(text, text, "distinct-1", 0.5, 0.4)] }));
        CheckXml(Render(new JUnitReport(), verdict));
        CheckSchema(Schema.Sarif, Render(new SarifReport(), verdict));
        CheckSchema(Schema.CodeQuality, Render(new GitLabReport(), verdict));
        CheckLines(MeasureTableTests.Write(0, MeasuredDataset.Of(verdict.Datasets[0])), s_measureLines, 0);
        var (table, history) = Trends.Print(text, 0);
        CheckLines(table, s_historyLines, 0);
        AssertHarmless(history.Replace("\n", "", StringComparison.Ordinal));
        Lacks(history, "::");
    }

    /// <summary>As many lines as harmless text makes; headers may wrap into <paramref name="more"/>.</summary>
    private static void CheckLines(string text, int lines, int more)
    {
        Assert.That(Lines(text), Has.Length.InRange(lines, lines + more));
        foreach (var line in Lines(text))
        {
            AssertHarmless(line);
            Lacks(line, "::");
            var diagnostic = MsBuildReportTests.OfMsBuild().Match(line);
            if (diagnostic.Success) Assert.That(diagnostic.Groups["CODE"].Value, Is.EqualTo("DG1001"), line);
        }
    }

    private static void CheckMsBuild(string text)
    {
        Assert.That(Lines(text), Has.Length.EqualTo(2));
        foreach (var line in Lines(text))
        {
            AssertHarmless(line);
            var match = MsBuildReportTests.Canonical().Match(line);
            Assert.That(match.Success, line);
            Assert.That(match.Groups["code"].Index, Is.LessThan(394));
            Assert.That(match.Groups["code"].Value, Is.EqualTo("DG1001"));
            Assert.That(MsBuildReportTests.OfMsBuild().Match(line).Groups["CODE"].Value, Is.EqualTo("DG1001"));
            Assert.That(line, Has.Length.LessThanOrEqualTo(2000));
            Lacks(line, "::");
        }
    }

    private static void CheckGitHub(string text)
    {
        Assert.That(Lines(text), Has.Length.EqualTo(3));
        foreach (var line in Lines(text).Take(2))
        {
            AssertHarmless(line);
            Assert.That(line.StartsWith("::error file=", StringComparison.Ordinal));
            var message = line.IndexOf("::", 2, StringComparison.Ordinal);
            Assert.That(line[..message].Split(','), Has.Length.EqualTo(4), "no property was forged");
            Lacks(line[(message + 2)..], "::");
        }
    }

    private static void CheckJson(string output, string text)
    {
        AssertHarmless(output.Replace("\n", "", StringComparison.Ordinal));
        Lacks(output, "::");
        using var json = JsonDocument.Parse(output);
        var finding = json.RootElement.GetProperty("findings")[1];
        var expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        Assert.That(finding.GetProperty("message").GetString(), Is.EqualTo(expected));
        Assert.That(finding.GetProperty("evidence")[0].GetProperty("rows")[0].GetProperty("file").GetString(), Is.EqualTo(expected));
    }

    /// <summary>As many elements and attributes as harmless text makes: a place may be written differently, an element may not.</summary>
    private static void CheckPage(string page)
    {
        foreach (var line in Lines(page)) AssertHarmless(line);
        foreach (var mark in "<>\"") Assert.That(page.Count(character => character == mark), Is.EqualTo(s_page.Count(character => character == mark)), () => $"{mark} was forged in {page}");
        Lacks(page[page.IndexOf("</style>", StringComparison.Ordinal)..], "::");
    }

    private static void CheckAzure(string text)
    {
        Assert.That(Lines(text), Has.Length.EqualTo(3));
        foreach (var line in Lines(text).Take(2))
        {
            const string Command = "##vso[task.logissue type=error;sourcepath=";
            Assert.That(line.StartsWith(Command, StringComparison.Ordinal), line);
            AssertHarmless(line[Command.Length..]);
            var end = line.IndexOf(']', Command.Length);
            Assert.That(line[..end].Count(character => character == ';'), Is.EqualTo(5), "no property was forged");
            Assert.That(line[..end], Does.EndWith("code=DG1001;"));
            Assert.That(line.Replace("%AZP25", "", StringComparison.Ordinal).Replace("%3B", "", StringComparison.Ordinal).Replace("%5D", "", StringComparison.Ordinal), Does.Not.Contain('%'));
        }
    }

    private static void CheckXml(string text)
    {
        JUnitReportTests.Parse(text);
        foreach (var line in Lines(text)) AssertHarmless(line);
        Lacks(text, "::");
        Lacks(text, "<script");
    }

    private static void CheckSchema(JsonElement schema, string text)
    {
        Schema.Fits(schema, text);
        AssertHarmless(text.Replace("\n", "", StringComparison.Ordinal));
        Lacks(text, "::");
        Lacks(text, "<script");
    }

    private static void CheckSummary(string text)
    {
        Assert.That(Lines(text), Has.Length.EqualTo(16), text);
        foreach (var line in Lines(text).Where(line => line.StartsWith('|')))
        {
            AssertHarmless(line);
            Assert.That(line.Count(character => character == '|'), Is.AnyOf(4, 7), "no cell was forged");
            Lacks(line, "<script");
            Lacks(line, "@team");
        }
    }

    private static void AssertHarmless(string line)
    {
        Lacks(line, "##[");
        Lacks(line, "##vso[");
        Lacks(line, "##teamcity[");
        Assert.That(Harmful(line), Is.EqualTo(-1), () => $"U+{(int)line[Harmful(line)]:X4} in {line}");
    }

    /// <summary>Where a line has half a surrogate pair, a control, a separator or a format character other than a joiner; -1: nowhere.</summary>
    private static int Harmful(string line)
    {
        for (var i = 0; i < line.Length;)
        {
            if (!Rune.TryGetRuneAt(line, i, out var rune)) return i;
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || (category is UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D))) return i;
            i += rune.Utf16SequenceLength;
        }
        return -1;
    }
}
