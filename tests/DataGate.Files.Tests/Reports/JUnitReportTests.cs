using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Files.Tests.Reports.Schemas;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class JUnitReportTests
{
    private static readonly JUnitReport s_report = new();

    private static readonly XmlSchemaSet s_schema = LoadSchema();

    /// <summary>The document; fails where it doesn't fit the schema.</summary>
    internal static XDocument Parse(string text)
    {
        var xml = XDocument.Parse(text);
        List<string> errors = [];
        xml.Validate(s_schema, (_, error) => errors.Add(error.Message));
        Assert.That(errors, Is.Empty);
        return xml;
    }

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void Every_output_fits_the_schema()
    {
        foreach (var verdict in new[] { MixedVerdict.Get(), Verdict(), Many(3), new Verdict([], []), HostileVerdict.Of(string.Concat(HostileVerdict.Pieces)) })
            Parse(Render(s_report, verdict));
    }

    [TestCase("failures=\"3\"", "failures=\"some\"")]
    [TestCase("<testcase name", "<testcase title")]
    [TestCase("<system-out>", "<failure type=\"\" message=\"\"/><error type=\"\" message=\"\"/><system-out>")]
    [TestCase("name=\"age of all: max 180d\"", "name=\"ratio (tokens) of all: max 40%\"")]
    public void The_schema_refuses_what_readers_do_not_take(string said, string other)
    {
        var text = Render(s_report, MixedVerdict.Get());
        Assert.That(text, Does.Contain(said));
        var fits = true;
        XDocument.Parse(text.Replace(said, other, StringComparison.Ordinal)).Validate(s_schema, (_, _) => fits = false);
        Assert.That(fits, Is.False);
    }

    [TestCase("exact-duplicates of all", "failure")]
    [TestCase("distinct-2 of all", "system-out")]
    [TestCase("opening-share of synthetic", "system-out")]
    [TestCase("token-js of added", "error")]
    [TestCase("age of all", "system-out")]
    [TestCase("distinct-1 of intent=", "failure")]
    [TestCase("DG9001: ", "failure")]
    [TestCase("DG9010: ", "error")]
    [TestCase("DG0506: ", "skipped")]
    public void A_budget_is_a_case_with_its_outcome(string name, string outcome)
    {
        var test = Parse(Render(s_report, MixedVerdict.Get())).Descendants("testsuite").First().Elements("testcase").Single(test => test.Attribute("name")!.Value.StartsWith(name, StringComparison.Ordinal));
        Assert.That(test.Elements().Single().Name.LocalName, Is.EqualTo(outcome));
    }

    [Test]
    public void Counts_are_those_of_the_cases()
    {
        foreach (var suite in Parse(Render(s_report, MixedVerdict.Get())).Descendants("testsuite"))
        {
            int Count(string name) => suite.Descendants(name).Count();
            Assert.That(
                new[] { "tests", "failures", "errors", "skipped" }.Select(name => (int)suite.Attribute(name)!),
                Is.EqualTo(new[] { Count("testcase"), Count("failure"), Count("error"), Count("skipped") }));
        }
    }

    [Test]
    public void A_budget_that_may_stay_unjudged_is_skipped()
    {
        var budget = Budget(Section.Diversity, "distinct-2", 4) with { Min = Bound("0.5", 4, 0.5) };
        var ruling = Ruling(budget, "synthetic", new NotJudged("there are too few records"), Outcome.NotJudged);
        Assert.That(Parse(Render(s_report, new Verdict([Dataset([ruling], [])], []))).Descendants("skipped").Count(), Is.EqualTo(1));
    }

    [Test]
    public void What_belongs_to_no_dataset_has_a_suite_of_its_own()
    {
        var xml = Parse(Render(s_report, new Verdict([], [Finding("DG0002", Severity.Error, "Unknown key", null, new PolicyPlace("p.yaml", 3, 1))])));
        Assert.That(xml.Descendants("failure").Single().Attribute("message")!.Value, Is.EqualTo("Unknown key"));
    }

    [Test]
    public void Many_findings_of_one_case_are_counted()
    {
        var text = Render(s_report, Many(1000));
        Assert.That(text, Does.Contain("… and 2,980 more"));
        Assert.That(Lines(text), Has.Length.LessThan(40));
    }

    [Test]
    public void What_XML_has_no_letter_for_is_visible()
    {
        var text = Render(s_report, Verdict(Finding("DG1001", Severity.Error, "\0\u001b\ufffe\uffff\ud800]]>&<b>", new Location("\u0001", 1, 1))));
        var failure = Parse(text).Descendants("failure").Single();
        Assert.That(failure.Attribute("message")!.Value, Is.EqualTo(@"\u0000\u001B\uFFFE\uFFFF\uD800]]>&<b>"));
        Assert.That(failure.Value, Does.Contain(@"\u0000\u001B\uFFFE\uFFFF\uD800))>&<b>"));
    }

    private static XmlSchemaSet LoadSchema()
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(Schema.File("junit.xsd"));
        schemas.Add("", reader);
        schemas.Compile();
        return schemas;
    }
}
