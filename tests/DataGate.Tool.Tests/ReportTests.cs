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

    private const string Drawing = """
        version: 1
        datasets:
          set:
            files: [a.jsonl]
            text: text
            label: label
            origin: { field: by, human: { values: [me] }, synthetic: { values: ["*"] } }
            reference: { files: [r.jsonl] }
            synthetic: { ratio: 90% }

        """;

    private static Folder Drawn()
    {
        string Row(int i, string label, string by) => $"{{\"text\": \"text number {i % 40} of them\", \"label\": \"{label}\", \"by\": \"{by}\"}}\n";
        return new Folder().Write("datagate.yaml", Drawing)
            .Write("a.jsonl", string.Concat(Enumerable.Range(0, 100).Select(i => Row(i, i < 99 ? "common" : "thin", i % 4 == 0 ? "machine<b>" : "me"))))
            .Write("r.jsonl", string.Concat(Enumerable.Range(0, 60).Select(i => Row(i, i % 3 == 0 ? "common" : i % 3 == 1 ? "thin" : "gone", "me"))));
    }

    [Test]
    public void The_page_draws_the_sets()
    {
        using var folder = Drawn();
        var run = Tool.Run(folder.Path, "check", "--format", "html");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Error);
            Assert.That(run.Out, Does.Contain("aria-label=\"Lengths in tokens, from 5 to 5\""));
            // "text number" and "of them" once, 40 numbers before and 40 behind.
            Assert.That(run.Out, Does.Contain("aria-label=\"82 different two-word sequences in 100 records\""));
            Assert.That(run.Out, Does.Contain("aria-label=\"2 labels, the largest with 99% of the records, the smallest with 1.0%\""));
            Assert.That(run.Out, Does.Contain("<bdi>machine&lt;b&gt;</bdi> <span class=\"soft\">synthetic</span>").And.Contain("<td class=\"n\">25</td><td class=\"n\">25%</td>"));
            Assert.That(run.Out, Does.Match("<bdi>gone</bdi> .* lost</span></th>.*0 \\(0%\\).*20 \\(33.3%\\).*r.jsonl</bdi></code> lines 3, 6 … and 18 more"));
            Assert.That(run.Out, Does.Match("<bdi>thin</bdi></th>.*1 \\(1%\\).*20 \\(33.3%\\).*a.jsonl</bdi></code> line 100"));
            Assert.That(run.Out, Does.Match("<bdi>text number \\d+ of them</bdi></th><td role=\"cell\" class=\"n\" data-label=\"records\">3</td>"));
        });
    }

    [Test]
    public void Drawing_changes_no_number()
    {
        using var folder = new Folder();
        foreach (var name in new[] { "support-intents", "diversity-collapse", "synthetic-budget", "lost-tails", "dirty-data" })
        {
            var plain = Tool.Run(Tool.Root, "check", "samples/" + name, "--format", "json");
            var drawn = Tool.Run(Tool.Root, "check", "samples/" + name, "--format", "json", "--report", $"html={Path.Combine(folder.Path, "page.html")}");
            Assert.That(drawn, Is.EqualTo(plain));
        }
    }

    [Test]
    public void A_page_of_parts_is_the_page_of_the_whole()
    {
        using var folder = Drawn();
        Assert.That(Tool.Run(folder.Path, "check", "--part", "1/1", "-o", "p.part").Exit, Is.Zero);
        var page = Tool.Run(folder.Path, "check", "--parts", "p.part", "--format", "html").Out;
        Assert.That(page, Does.Contain("Growth of the vocabulary"));
        Assert.That(page, Is.EqualTo(Tool.Run(folder.Path, "check", "--format", "html").Out));
    }
}
