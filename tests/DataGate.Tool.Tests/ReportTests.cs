namespace DataGate.Tool.Tests;

/// <summary>Reports for build services: files beside the log, and commands within it.</summary>
public sealed class ReportTests
{
    private const string Policy = "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 0% } }\n";
    private const string Rows = "{\"text\": \"##vso[task.complete]twice ]]><b>\"}\n{\"text\": \"##vso[task.complete]twice ]]><b>\"}\n";

    [Test]
    public void Each_format_goes_to_a_file_of_its_own()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy).Write("a.jsonl", Rows);
        var run = Tool.Run(folder.Path, "check", "--report", "sarif=s.sarif", "--report", "junit=j.xml", "--report", "gitlab=g.json", "--report", "markdown=m.md", "--report", "json=r.json");
        string Read(string name) => File.ReadAllText(Path.Combine(folder.Path, name));
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(Read("s.sarif"), Does.Contain("\"ruleId\": \"DG1002\"").And.Contain("\"startLine\": 2"));
            Assert.That(Read("j.xml"), Does.Contain("<failure type=\"DG1002\""));
            Assert.That(Read("g.json"), Does.Contain("\"check_name\": \"DG1002\""));
            Assert.That(Read("m.md"), Does.StartWith("## DataGate: failed"));
            Assert.That(Read("r.json"), Does.Contain("\"outcome\": \"failed\""));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(7), "nothing is left over");
        });
    }

    [Test]
    public void In_a_folder_of_a_repository_paths_start_at_its_root()
    {
        using var root = new Folder().Write(".git/HEAD", "ref: refs/heads/main").Write("services/x y/datagate.yaml", Policy).Write("services/x y/a.jsonl", Rows);
        var run = Tool.Run(Path.Combine(root.Path, "services", "x y"), "check", "--format", "sarif");
        Assert.That(run.Out, Does.Contain("\"uri\": \"services/x%20y/a.jsonl\"").And.Contain("\"uri\": \"services/x%20y/datagate.yaml\"").And.Not.Contain(root.Path));
    }

    [Test]
    public void In_Azure_Pipelines_a_check_logs_issues_unasked()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy).Write("a.jsonl", Rows);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TF_BUILD"] = "True" };
        var run = Tool.Run(folder.Path, variables, ["check"]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Out, Does.Contain("exact-duplicates  all"), "the table");
            Assert.That(run.Out.Split('\n').Where(line => line.Contains("##vso[", StringComparison.Ordinal)), Has.Exactly(1).Items, "data forges none");
            Assert.That(run.Out, Does.Contain("\n##vso[task.logissue type=error;sourcepath=a.jsonl;linenumber=2;columnnumber=1;code=DG1002;]"));
            Assert.That(Tool.Run(folder.Path, variables, ["check", "--format", "text"]).Out, Does.Not.Contain("##vso["));
            Assert.That(Tool.Run(folder.Path, "check").Out, Does.Not.Contain("##vso["), "outside of Azure Pipelines");
        });
    }
}
