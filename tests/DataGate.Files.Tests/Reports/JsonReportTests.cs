using System.Globalization;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Policies;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class JsonReportTests
{
    private static readonly JsonReport s_report = new();

    private static readonly Dictionary<string, string> s_scrub = new(StringComparer.Ordinal) { ["1.2.3"] = "{version}" };

    /// <summary>The real outputs that the schema has to fit.</summary>
    private static IEnumerable<string> Outputs =>
    [
        Render(s_report, MixedVerdict.Get()),
        Render(s_report, Verdict()),
        Render(s_report, Many(3)),
        Render(s_report, new Verdict([], []), new ReportOptions { Version = "" }),
        Measured(),
    ];

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, Short(MixedVerdict.Get())), scrub: s_scrub);

    [Test]
    public void Measurements_without_a_check() => Snapshot.Match(Measured(), scrub: s_scrub);

    [Test]
    public void Every_output_fits_the_schema()
    {
        using var schema = JsonDocument.Parse(JsonReport.Schema);
        foreach (var output in Outputs)
        {
            using var json = JsonDocument.Parse(output);
            Assert.That(SchemaSubset.Errors(schema.RootElement, json.RootElement), Is.Empty);
        }
    }

    [TestCase("\"schema\": 1", "\"schema\": 2")]
    [TestCase("\"severity\": \"error\"", "\"severity\": \"fatal\"")]
    [TestCase("\"fingerprint\"", "\"thumbprint\"")]
    [TestCase("\"n\": 12345", "\"n\": \"12345\"")]
    public void The_schema_refuses_what_the_contract_does_not_say(string said, string other)
    {
        var output = Render(s_report, MixedVerdict.Get());
        Assert.That(output, Does.Contain(said));
        using var schema = JsonDocument.Parse(JsonReport.Schema);
        using var json = JsonDocument.Parse(output.Replace(said, other, StringComparison.Ordinal));
        Assert.That(SchemaSubset.Errors(schema.RootElement, json.RootElement), Is.Not.Empty);
    }

    [Test]
    public void Numbers_carry_all_their_digits_under_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using var json = JsonDocument.Parse(Render(s_report, Verdict()));
            var value = json.RootElement.GetProperty("datasets")[0].GetProperty("slices")[0].GetProperty("measurements")[0].GetProperty("value");
            Assert.That(value.GetRawText(), Is.EqualTo("0.3333333333333333"));
            Assert.That(value.GetDouble(), Is.EqualTo(1d / 3));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>No test cases: attributes can't hold half a pair either.</summary>
    [Test]
    public void Half_a_surrogate_pair_is_a_replacement_character()
    {
        Assert.That(Message("\ud800"), Is.EqualTo("\ufffd"));
        Assert.That(Message("a\udc00\ud83d\ude00b"), Is.EqualTo("a\ufffd\ud83d\ude00b"));
        Assert.That(Message("\ud83d\ud83d\ude00"), Is.EqualTo("\ufffd\ud83d\ude00"));
    }

    [TestCase(":::: \u0000 ##vso[x] ###[ ]]> \u202e \u2028 </script> \\ \" 注文 😀")]
    [TestCase("\\::##")]
    public void Text_reads_back_as_it_was(string text) => Assert.That(Message(text), Is.EqualTo(text));

    [Test]
    public void A_whole_file_has_neither_line_nor_column()
    {
        using var json = JsonDocument.Parse(Render(s_report, Verdict(Finding("DG9010", Severity.Error, "m", new Location("a", 0, 0)))));
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.That(finding.GetProperty("file").GetString(), Is.EqualTo("a"));
        Assert.That(finding.GetProperty("line").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(finding.GetProperty("column").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    /// <summary>Groups and labels make the snapshot long and show nothing new.</summary>
    private static Verdict Short(Verdict verdict) => verdict with
    {
        Datasets = [verdict.Datasets[0] with
        {
            Rulings = [.. verdict.Datasets[0].Rulings.DistinctBy(ruling => ruling.Judgement.Budget)],
            Findings = [.. verdict.Datasets[0].Findings.Where(finding => finding.Code != "DG1001")],
        }],
    };

    private static string Measured()
    {
        using var text = new StringWriter();
        JsonReport.Write([MeasuredDataset.Of(MixedVerdict.Get().Datasets[0])], Options, text);
        return text.ToString();
    }

    private static string? Message(string text)
    {
        var output = Render(s_report, Verdict(Finding("DG1001", Severity.Error, text)));
        foreach (var part in new[] { "::", "##", "\u202e", "</" }) Lacks(output, part);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("findings")[0].GetProperty("message").GetString();
    }
}
