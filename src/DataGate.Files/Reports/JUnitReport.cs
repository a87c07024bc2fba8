using System.Globalization;
using System.Text;
using System.Xml;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.JUnit;
using DataGate.Files.Reports.Layout;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>
/// JUnit XML, in the form that Jenkins, GitLab, Azure and most other readers share (their common schema is junit-10.xsd of the xUnit
/// plugin): a suite for each dataset, a case for each budget. Violated is failed, not judged is an error, or skipped where that is allowed.
/// </summary>
public sealed class JUnitReport : Report
{
    private const int MaxName = 300, MaxFindings = 20, MaxEvidence = 5;

    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };

    public override string Name => "junit";

    public override void Write(Verdict verdict, ReportOptions options, TextWriter to)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, s_settings))
        {
            var suites = TestSuite.Of(verdict).ToList();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "DataGate");
            WriteNumber(xml, "tests", suites.Sum(suite => suite.Cases.Length));
            WriteNumber(xml, "failures", suites.Sum(suite => suite.Count(CaseResult.Failure)));
            WriteNumber(xml, "errors", suites.Sum(suite => suite.Count(CaseResult.Error)));
            foreach (var suite in suites) WriteSuite(xml, suite, options);
            xml.WriteEndElement();
        }
        to.Write(Encoding.UTF8.GetString(stream.ToArray()));
        to.Write('\n');
    }

    private static void WriteSuite(XmlWriter xml, TestSuite suite, ReportOptions options)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Xml.Text(suite.Name, MaxName));
        WriteNumber(xml, "tests", suite.Cases.Length);
        WriteNumber(xml, "failures", suite.Count(CaseResult.Failure));
        WriteNumber(xml, "errors", suite.Count(CaseResult.Error));
        WriteNumber(xml, "skipped", suite.Count(CaseResult.Skipped));
        foreach (var test in suite.Cases) WriteCase(xml, suite, test, options);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, TestSuite suite, TestCase test, ReportOptions options)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Xml.Text(test.Name, MaxName));
        xml.WriteAttributeString("classname", Xml.Text(suite.Name, MaxName));
        if (test.Result == CaseResult.Passed)
        {
            xml.WriteElementString("system-out", Text(test, options));
        }
        else
        {
            var worst = test.Findings.WorstFirst().FirstOrDefault();
            xml.WriteStartElement(test.Result switch { CaseResult.Failure => "failure", CaseResult.Error => "error", _ => "skipped" });
            xml.WriteAttributeString("type", Xml.Text(worst?.Code ?? "not judged"));
            xml.WriteAttributeString("message", Xml.Text(worst is null ? test.Message : FindingPlace.Told(worst)));
            xml.WriteString(Text(test, options));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>The numbers, then the findings with their rows, one a line.</summary>
    private static string Text(TestCase test, ReportOptions options)
    {
        var text = new StringBuilder(Xml.Text(test.Message));
        foreach (var finding in test.Findings.WorstFirst().Take(MaxFindings))
        {
            text.Append('\n').Append(Xml.Legal(MsBuildLine.Of(finding, options)));
            foreach (var evidence in finding.Evidence.Take(MaxEvidence))
            {
                var first = evidence.Rows.IsEmpty ? "" : $" at {MsBuildLine.Place(evidence.Rows[0])}";
                var excerpt = evidence.Excerpt is null ? "" : $": \"{Xml.Text(evidence.Excerpt)}\"";
                text.Append("\n    ").Append(Xml.Text(evidence.What)).Append(" (").Append(evidence.Amount).Append(')').Append(Xml.Legal(first)).Append(excerpt);
            }
            if (finding.Policy is { } place) text.Append("\n    policy: ").Append(Xml.Legal(MsBuildLine.Place(place)));
            if (finding.Owner is { } owner) text.Append("\n    owner: ").Append(Xml.Text(owner));
        }
        if (test.Findings.Length > MaxFindings) text.Append("\n… and ").Append(Figures.Of(test.Findings.Length - MaxFindings)).Append(" more");
        return text.ToString();
    }

    private static void WriteNumber(XmlWriter xml, string name, int number) => xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));
}
