using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Files.Tests.Reports.Schemas;
using DataGate.Policies;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class GitLabReportTests
{
    private static readonly GitLabReport s_report = new();

    [Test]
    public void Mixed() => Snapshot.Match(Render(s_report, MixedVerdict.Get()));

    [Test]
    public void Every_output_fits_the_schema()
    {
        foreach (var verdict in new[] { MixedVerdict.Get(), Verdict(), Many(3), new Verdict([], []), HostileVerdict.Of(string.Concat(HostileVerdict.Pieces)) })
            Schema.Fits(Schema.CodeQuality, Render(s_report, verdict));
    }

    [TestCase("\"begin\": 1", "\"begin\": -1")]
    [TestCase("\"critical\"", "\"error\"")]
    [TestCase("\"fingerprint\"", "\"print\"")]
    public void The_schema_refuses_what_is_not_read(string said, string other)
    {
        var output = Render(s_report, MixedVerdict.Get());
        Assert.That(output, Does.Contain(said));
        Assert.That(Schema.Refuses(Schema.CodeQuality, output.Replace(said, other, StringComparison.Ordinal)));
    }

    [Test]
    public void Equal_faults_have_fingerprints_of_their_own_that_stay_when_rows_move()
    {
        Verdict Faults(params int[] lines) => Verdict([.. lines.Select(line => Finding("DG9001", Severity.Error, "This is not JSON.", new Location("a.jsonl", line, 1)))]);
        var prints = Fingerprints(Faults(1, 2, 3));
        Assert.That(prints, Is.Unique.And.Length.EqualTo(3));
        Assert.That(Fingerprints(Faults(7, 8, 90)), Is.EqualTo(prints));
    }

    [Test]
    public void The_worst_five_thousand_are_shown_and_the_last_says_how_many_more()
    {
        using var json = JsonDocument.Parse(Render(s_report, Many(2000)));
        Assert.That(json.RootElement.GetArrayLength(), Is.EqualTo(5000));
        Assert.That(json.RootElement[1999].GetProperty("severity").GetString(), Is.EqualTo("critical"));
        Assert.That(json.RootElement[2000].GetProperty("severity").GetString(), Is.EqualTo("minor"));
        Assert.That(json.RootElement[4999].GetProperty("description").GetString(), Does.StartWith("1,001 more findings"));
    }

    [Test]
    public void Paths_start_at_the_repositorys_root() => Assert.That(
        Render(s_report, Verdict(Finding("DG9001", Severity.Error, "m", new Location("a.jsonl", 3, 7))), Options with { InRepository = path => "x/" + path }),
        Does.Contain("\"path\": \"x/a.jsonl\""));

    private static string?[] Fingerprints(Verdict verdict)
    {
        using var json = JsonDocument.Parse(Render(s_report, verdict));
        return [.. json.RootElement.EnumerateArray().Select(issue => issue.GetProperty("fingerprint").GetString())];
    }
}
