using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Sarif;
using DataGate.Files.Tests.Reports.Schemas;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class SarifReportTests
{
    private static readonly SarifReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void Every_output_fits_the_schema()
    {
        foreach (var verdict in new[] { MixedVerdict.Get(), Verdict(), Many(3), new Verdict([], []), HostileVerdict.Of(string.Concat(HostileVerdict.Pieces)) })
            Schema.Fits(Schema.Sarif, Render(s_report, verdict));
    }

    [TestCase("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\"")]
    [TestCase("\"level\": \"error\"", "\"level\": \"fatal\"")]
    [TestCase("\"startLine\": 12", "\"startLine\": 0")]
    [TestCase("\"ruleIndex\": 0", "\"ruleIndex\": \"0\"")]
    [TestCase("\"message\"", "\"massage\"")]
    [TestCase("\"uri\": \"data/intents/a.jsonl\"", "\"uri\": \"data intents\"")]
    [TestCase("\"executionSuccessful\"", "\"success\"")]
    [TestCase("\"columnKind\": \"utf16CodeUnits\"", "\"columnKind\": \"bytes\"")]
    public void The_schema_refuses_what_the_format_does_not_say(string said, string other)
    {
        var output = Render(s_report, MixedVerdict.Get());
        Assert.That(output, Does.Contain(said));
        Assert.That(Schema.Refuses(Schema.Sarif, output.Replace(said, other, StringComparison.Ordinal)));
    }

    [Test]
    public void Regions_have_a_line_and_results_a_place()
    {
        foreach (var result in Results(Render(s_report, MixedVerdict.Get())))
        {
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.Not.Empty);
            if (place.TryGetProperty("region", out var region)) Assert.That(region.GetProperty("startLine").GetInt32(), Is.Positive);
        }
    }

    [Test]
    public void Fingerprints_stay_when_rows_move_and_tell_results_apart()
    {
        Finding Budget(int line) => Finding("DG1002", Severity.Error, $"in {line} records", new Location("a.jsonl", line, 1)) with { Metric = "exact-duplicates", Slice = "all", Bound = "2%" };
        Finding Fault(int line) => Finding("DG9001", Severity.Error, "This is not JSON.", new Location("a.jsonl", line, 1));
        var before = Fingerprints(Budget(3), Fault(4), Fault(9));
        Assert.That(Fingerprints(Budget(30), Fault(40), Fault(41)), Is.EqualTo(before));
        Assert.That(before, Is.Unique.And.Length.EqualTo(3));
        Assert.That(Fingerprints(Budget(3) with { Slice = "synthetic" })[0], Is.Not.EqualTo(before[0]));
    }

    [Test]
    public void The_policys_line_is_a_related_location_and_numbers_are_properties()
    {
        var result = Results(Render(s_report, MixedVerdict.Get())).First(result => result.GetProperty("ruleId").GetString() == "DG1002");
        var policy = result.GetProperty("relatedLocations")[0].GetProperty("physicalLocation");
        Assert.Multiple(() =>
        {
            Assert.That(policy.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("datagate.yaml"));
            Assert.That(policy.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(31));
            Assert.That(result.GetProperty("properties").GetProperty("observed").GetDouble(), Is.EqualTo(386d / 12_345));
            Assert.That(result.GetProperty("properties").GetProperty("bound").GetString(), Is.EqualTo("2%"));
            Assert.That(result.GetProperty("relatedLocations").GetArrayLength(), Is.EqualTo(16), "the policy, and three rows of each of five pieces of evidence");
        });
    }

    [Test]
    public void Five_thousand_results_the_worst_ones_and_the_rest_is_told()
    {
        var text = Render(s_report, Many(2000));
        var results = Results(text);
        Assert.That(results, Has.Length.EqualTo(5000));
        Assert.That(results.Take(2000).Select(Level), Has.All.EqualTo("error"));
        Assert.That(results.Skip(2000).Take(2000).Select(Level), Has.All.EqualTo("warning"));
        Assert.That(text, Does.Contain("1,000 more findings did not fit"));
        Assert.That(Render(s_report, Many(1)), Does.Not.Contain("did not fit"));
    }

    [Test]
    public void What_compresses_badly_is_cut_to_what_is_taken()
    {
        var random = new Random(1);
        string Noise() => string.Create(2000, random, static (to, random) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = (char)random.Next(0x4E00, 0x9F00);
        });
        var findings = Enumerable.Range(1, 2200).Select(i => Finding("DG9001", Severity.Error, Noise(), new Location("a", i, 1))).ToImmutableArray();
        var text = Render(s_report, Verdict(findings));
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        Assert.That(stream.Length, Is.InRange(2_000_000, 10_000_000));
        Assert.That(text, Does.Contain($"{Figures.Of(2200 - Results(text).Length)} more findings did not fit"));
    }

    [TestCase("data/a b.jsonl", "data/a%20b.jsonl")]
    [TestCase("注文/é#?%.jsonl", "%E6%B3%A8%E6%96%87/%C3%A9%23%3F%25.jsonl")]
    [TestCase("a:b.jsonl", "a%3Ab.jsonl")]
    [TestCase(@"data\a.jsonl", "data%5Ca.jsonl")]
    [TestCase("../a.jsonl", "../a.jsonl")]
    [TestCase("/tmp/a b", "file:///tmp/a%20b")]
    [TestCase("C:/a/b", "file:///C%3A/a/b")]
    [TestCase("", ".")]
    public void Paths_are_addresses(string path, string expected) => Assert.That(SarifPlace.Address(path), Is.EqualTo(expected));

    [Test]
    public void Paths_start_at_the_repositorys_root()
    {
        var finding = Finding("DG9001", Severity.Error, "m", new Location("a.jsonl", 3, 7));
        var result = Results(Render(s_report, Verdict(finding), Options with { InRepository = path => "services/x/" + path }))[0];
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("services/x/a.jsonl"));
        Assert.That(place.GetProperty("region").TryGetProperty("startColumn", out _), Is.False, "7 is a byte, not a character");
    }

    [Test]
    public void A_check_that_judged_too_little_was_no_success()
    {
        Assert.That(Render(s_report, Verdict()), Does.Contain("\"executionSuccessful\": true"));
        Assert.That(Render(s_report, new Verdict([], [])), Does.Contain("\"executionSuccessful\": false"));
        Assert.That(Render(s_report, Verdict(Finding("DG0501", Severity.Error, "m") with { Kind = FindingKind.NotJudged })), Does.Contain("\"executionSuccessful\": false"));
    }

    [Test]
    public void Data_makes_no_link() => Lacks(Render(s_report, Verdict(Finding("DG1001", Severity.Error, "[click](https://x.test)"))), "](");

    private static JsonElement[] Results(string text)
    {
        using var json = JsonDocument.Parse(text);
        return [.. json.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.Clone())];
    }

    private static string? Level(JsonElement result) => result.GetProperty("level").GetString();

    private static string[] Fingerprints(params ImmutableArray<Finding> findings) =>
        [.. Results(Render(s_report, Verdict(findings))).Select(result => result.GetProperty("partialFingerprints").GetRawText())];
}
