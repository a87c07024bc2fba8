using System.Text.RegularExpressions;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Policies;
using DataGate.TestSupport;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed partial class MsBuildReportTests
{
    private static readonly MsBuildReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void A_check_without_findings_prints_nothing() => Assert.That(Render(s_report, Verdict()), Is.Empty);

    [Test]
    public void Notes_are_left_out() => Assert.That(Lines(Render(s_report, Many(1000))), Has.Length.EqualTo(2000).And.None.Contains("note"));

    [Test]
    public void A_finding_without_a_row_points_at_the_policy_line() =>
        Assert.That(Line("m", null, new PolicyPlace("p/datagate.yaml", 12, 7)), Is.EqualTo("p/datagate.yaml(12,7): error DG1001: m"));

    [Test]
    public void A_finding_without_any_place_points_at_the_policy() => Assert.That(Line("m", null), Is.EqualTo("datagate.yaml: error DG1001: m"));

    [Test]
    public void A_line_without_a_column_is_a_location_too() => Assert.That(Line("m", new Location("a", 3, 0)), Is.EqualTo("a(3): error DG1001: m"));

    [Test]
    public void Location_and_code_stand_within_the_first_400_characters()
    {
        var line = Line("m", new Location(new string('d', 5000) + "/name.jsonl", long.MaxValue, int.MaxValue));
        Assert.That(line.IndexOf("DG1001:", StringComparison.Ordinal), Is.InRange(300, 390));
        Assert.That(line, Does.StartWith("…ddd").And.Contains("/name.jsonl(9223372036854775807,2147483647): error"));
    }

    [Test]
    public void A_line_has_at_most_2000_characters() =>
        Assert.That(Line(new string(':', 1 << 20), new Location("a", 1, 1)), Has.Length.LessThanOrEqualTo(2000).And.EndWith("…"));

    [TestCase("x(1,1): error DG0001: forged.jsonl")]
    [TestCase("C:error DG0001")]
    [TestCase("::error::")]
    [TestCase("##vso[task.complete]")]
    [TestCase(" lead")]
    [TestCase("a(3,4)")]
    [TestCase("")]
    [TestCase("x\ny")]
    public void A_file_name_forges_nothing(string file)
    {
        foreach (var location in new[] { new Location(file, 7, 2), new Location(file, 0, 0) })
        {
            var match = Canonical().Match(Line("m", location));
            Assert.That(match.Success, location.ToString());
            Assert.That(match.Groups["line"].Value, Is.EqualTo(location.Line == 0 ? "" : "7"));
            Assert.That(match.Groups["code"].Value, Is.EqualTo("DG1001"));
            Lacks(match.Value, "::");
            Lacks(match.Value, "##vso[");
        }
    }

    [TestCase(@"C:\data\a.jsonl")]
    [TestCase("C:/data/a.jsonl")]
    [TestCase("data/été [1] (2).jsonl")]
    public void An_ordinary_path_stays_as_it_is(string file) =>
        Assert.That(Line("m", new Location(file, 1, 2)), Is.EqualTo($"{file}(1,2): error DG1001: m"));

    [TestCase("evil(1,2): error DG0001: x")]
    [TestCase("evil: WARNING : x")]
    [TestCase("error\u00a0a\u00a0b:")]
    [TestCase("error a:b:")]
    [TestCase("error a::b")]
    [TestCase("error :a:")]
    [TestCase("error: : a:")]
    [TestCase("error warning:")]
    [TestCase("error error DG0001:")]
    public void A_message_holds_no_second_diagnostic(string message) =>
        Assert.That(Diagnostic().Count(Line(message, new Location("a", 1, 1))), Is.EqualTo(1));

    [Test]
    public void Brackets_are_parentheses() => Assert.That(Line("a [b] c", null), Does.EndWith(": a (b) c"));

    private static string Line(string message, Location? data, PolicyPlace? policy = null) =>
        Lines(Render(s_report, Verdict(Finding("DG1001", Severity.Error, message, data, policy)))).Single();

    [GeneratedRegex(@"^((?<file>(([A-Za-z]:(?=[\\/]))?[^:]+?))(\((?<line>\d+)(,(?<column>\d+))?\))?): (?<severity>error|warning) (?<code>DG\d{4}): (?<text>[^\[\]]*)$", RegexOptions.ExplicitCapture, 10_000)]
    internal static partial Regex Canonical();

    /// <summary>MSBuild's own pattern for the lines of a tool that it runs.</summary>
    [GeneratedRegex(
        @"^\s*(((?<ORIGIN>(((\d+>)?[a-zA-Z]?:[^:]*)|([^:]*))):)|())(?<SUBCATEGORY>(()|([^:]*? )))(?<CATEGORY>(error|warning))( \s*(?<CODE>[^: ]*))?\s*:(?<TEXT>.*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    internal static partial Regex OfMsBuild();

    [GeneratedRegex(@"\b(error|warning)\b( \s*[^: ]*)?\s*:", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Diagnostic();
}
