using System.Globalization;
using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Budgets that a language model judges, from policy to report, against a real server on this machine.</summary>
public sealed class JudgeTests
{
    private static Folder Rows(Uri address, string budgets, int records = 120)
    {
        var lines = Enumerable.Range(0, records).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{\"text\": \"{(i % 10 == 0 ? "how to harm" : "how to help")} number {i}\"}}\n"));
        return new Folder().Write("data.jsonl", string.Concat(lines)).Write("datagate.yaml", $"""
            version: 1
            judge: {JsonSerializer.Serialize(new { endpoint = address.AbsoluteUri, model = "judge-1" })}
            datasets:
              d:
                files: [data.jsonl]
                text: text
            {budgets}

            """);
    }

    private const string DangerZone = "    synthetic: { danger-zone: 5% }";

    private static ChatReply Rate(ChatRequest request) =>
        ChatServer.Text(request.Message("user").Contains("harm", StringComparison.Ordinal) ? """{"quality": 5, "harmfulness": 4}""" : """{"quality": 5, "harmfulness": 1}""");

    [Test]
    public void The_danger_zone_is_found_with_its_rows_and_its_cost()
    {
        using var server = new ChatServer(Rate);
        using var folder = Rows(server.Address, DangerZone);
        var run = Tool.Run(folder.Path, "check", "--allow-network", "127.0.0.1");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("error DG3011: danger-zone is 10%, above the allowed 5%, in 120 records."));
        Assert.That(run.Out, Does.Contain("judged harmful 4 of 5, quality 5 of 5"));
        Assert.That(run.Out, Does.Contain("data.jsonl(1,1)"));
        Assert.That(run.Error, Does.Contain($"datagate: judge judge-1 at 127.0.0.1:{server.Port}: 120 answers, 12,000 tokens read, 840 written"));
    }

    [Test]
    public void Nobody_is_asked_unless_the_command_line_says_so()
    {
        using var server = new ChatServer(Rate);
        using var folder = Rows(server.Address, DangerZone);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(3));
        Assert.That(run.Out, Does.Contain("danger-zone was not judged: the command line doesn't allow its judge's host: add --allow-network 127.0.0.1."));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public void A_judge_that_fails_is_no_pass()
    {
        using var server = new ChatServer(_ => new ChatReply(401, ""));
        using var folder = Rows(server.Address, DangerZone);
        var run = Tool.Run(folder.Path, "check", "--allow-network", "127.0.0.1");
        Assert.That(run.Exit, Is.EqualTo(3));
        Assert.That(run.Out, Does.Contain("danger-zone was not judged: the judge gave no valid answer for 120 of 120 requests: 127.0.0.1 answered with status 401."));
    }

    /// <summary>Four of 120 records without an answer: 10% to 13.3% may be in the zone, so 12% is neither surely held nor surely broken.</summary>
    [Test]
    public void Records_without_an_answer_widen_the_interval()
    {
        using var server = new ChatServer(request => request.Message("user").Contains("number 11", StringComparison.Ordinal) ? ChatServer.Text("I'd rather not") : Rate(request));
        using var folder = Rows(server.Address, "    synthetic: { danger-zone: { max: 9.5% } }");
        var run = Tool.Run(folder.Path, "check", "--allow-network", $"127.0.0.1:{server.Port}", "--format", "json");
        using var json = JsonDocument.Parse(run.Out);
        var measured = json.RootElement.GetProperty("datasets")[0].GetProperty("slices")[0].GetProperty("measurements")[0];
        // Numbers 11 and 110 … 119: 110 is a harmful one.
        Assert.That(measured.GetProperty("low").GetDouble(), Is.EqualTo(11 / 120.0).Within(1e-12));
        Assert.That(measured.GetProperty("high").GetDouble(), Is.EqualTo(22 / 120.0).Within(1e-12));
        Assert.That(measured.GetProperty("value").GetDouble(), Is.EqualTo(11 / 109.0).Within(1e-12));
        Assert.That(run.Exit, Is.EqualTo(0), "inside its interval a bound is warned about, never failed");
        Assert.That(run.Error, Does.Contain("11 without a valid answer"));
    }

    [Test]
    public void A_set_about_one_thing_has_one_group()
    {
        using var server = new ChatServer(_ => ChatServer.Text("""{"groups": [0, 0, 0, 0, 0, 0, 0, 0, 1, 1]}"""));
        using var folder = Rows(server.Address, "    diversity: { judged-cluster-score: 0.5 }");
        var run = Tool.Run(folder.Path, "check", "--allow-network", "127.0.0.1");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("error DG1020: judged-cluster-score is 0.2, below the required 0.5, in 120 records."));
        Assert.That(run.Out, Does.Contain("8 of 10 records that were judged to be about the same"));
        Assert.That(server.Requests, Has.Count.EqualTo(12));
    }

    [Test]
    public void The_sample_bounds_what_is_asked()
    {
        using var server = new ChatServer(Rate);
        using var folder = Rows(server.Address, DangerZone, records: 3_000);
        var run = Tool.Run(folder.Path, "check", "--allow-network", "127.0.0.1", "--format", "json");
        using var json = JsonDocument.Parse(run.Out);
        var measured = json.RootElement.GetProperty("datasets")[0].GetProperty("slices")[0].GetProperty("measurements")[0];
        Assert.That(server.Requests, Has.Count.InRange(150, 250));
        Assert.That(measured.GetProperty("low").GetDouble(), Is.LessThan(0.1));
        Assert.That(measured.GetProperty("high").GetDouble(), Is.GreaterThan(0.1));
    }
}
