namespace DataGate.Tool.Tests;

/// <summary>In GitHub Actions a check annotates and writes the job summary without being asked.</summary>
public sealed class ActionsTests
{
    private static Folder Twice() => new Folder()
        .Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 0% } }\n")
        .Write("a.jsonl", "{\"text\": \"::error::twice <b>\"}\n{\"text\": \"::error::twice <b>\"}\n");

    [Test]
    public void It_annotates_and_appends_the_summary()
    {
        using var folder = Twice();
        var summary = Path.Combine(folder.Path, "summary.md");
        File.WriteAllText(summary, "before\n");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary };
        var run = Tool.Run(folder.Path, variables, ["check"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Out, Does.Contain("exact-duplicates  all"), "the table");
            Assert.That(run.Out.Split('\n').Count(line => line.StartsWith("::error file=a.jsonl,line=2,col=1,", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(run.Out.Split('\n').Count(line => line.Contains("::error", StringComparison.Ordinal)), Is.EqualTo(1), "data forges none");
            Assert.That(File.ReadAllText(summary), Does.StartWith("before\n").And.Contain("DG1002").And.Not.Contain("<b>"));
        });
    }

    [Test]
    public void A_format_that_is_asked_for_is_all_there_is()
    {
        using var folder = Twice();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder.Path, "s.md") };
        Assert.Multiple(() =>
        {
            Assert.That(Tool.Run(folder.Path, variables, ["check", "--format", "text"]).Out, Does.Not.Contain("::error file"));
            Assert.That(File.Exists(Path.Combine(folder.Path, "s.md")), Is.False);
            Assert.That(Tool.Run(folder.Path, "check").Out, Does.Not.Contain("::error file"), "outside of Actions");
        });
    }

    [Test]
    public void A_summary_that_cant_be_written_doesnt_change_the_verdict()
    {
        using var folder = Twice();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = Path.Combine(folder.Path, "no", "such", "s.md") };
        var run = Tool.Run(folder.Path, variables, ["check"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Error, Does.Contain("DG0022"));
        });
    }
}
