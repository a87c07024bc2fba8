using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary>Budgets over several datasets of one policy.</summary>
public sealed class UnionTests
{
    private const string Origin = "origin: { field: source, human: [human], synthetic: [\"*\"], generator: source }";

    /// <summary>Of 100 records of a half are synthetic, of 300 of b a fifth: together 110 of 400.</summary>
    private static Folder Two(string budgets, string more = "", string ofB = Origin) => new Folder()
        .Write("a.jsonl", Monorepo.Rows("first", human: 50, synthetic: 50))
        .Write("b.jsonl", Monorepo.Rows("second", human: 240, synthetic: 60, generator: "model-b"))
        .Write("datagate.yaml", $$"""
            version: 1
            datasets:
              a: { files: [a.jsonl], text: text, {{Origin}} }
              b: { files: [b.jsonl], text: text, {{ofB}} }
            {{more}}budgets:
              both: { datasets: ["*"], owner: us, synthetic: { {{budgets}} } }

            """);

    private static void Expect(ToolRun run, int exit, params string[] says)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        foreach (var text in says) Assert.That(run.Out, Does.Contain(text));
    }

    [TestCase("ratio: { max: 27.5% }", 0, "ratio              budgets/both  27.5%  max 27.5%      400  holds")]
    [TestCase("ratio: { max: 27.4% }", 1, "ratio of budgets/both is 27.5%, above the allowed 27.4%, in 400 records.")]
    [TestCase("ratio: { max: 27.5%, of: tokens }", 0, "holds")]
    [TestCase("source-share: { max: 54% }", 1, "source-share of budgets/both is 54.5%, above the allowed 54%, in 110 records.")]
    [TestCase("effective-sources: { min: 1.9 }", 0, "effective-sources  budgets/both  1.992  min 1.9")]
    [TestCase("effective-sources: { min: 2 }", 1, "effective-sources of budgets/both is 1.992, below the required 2, in 110 records.")]
    [TestCase("unlabelled: { max: 0 }", 0, "holds")]
    public void Records_are_summed_up(string budget, int exit, string says)
    {
        using var folder = Two(budget);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        Assert.That(Squeezed(run.Out), Does.Contain(Squeezed(says)));
    }

    [Test]
    public void What_is_off_is_not_told_of()
    {
        using var folder = Two("ratio: { max: 20%, severity: off }", ofB: "diversity: { distinct-1: 1% }");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(run.Out, Does.Not.Contain("both").And.Contain("1 budget: 1 holds"));
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void A_finding_names_the_budget_its_line_its_owner_and_the_datasets_that_bring_most()
    {
        using var folder = Two("ratio: { max: 20% }");
        Expect(Tool.Run(folder.Path, "check"), 1,
            "budgets/both — 2 datasets, 2 files, 400 records, ",
            "b.jsonl(241,1): error DG3001: ratio of budgets/both is 27.5%",
            "    of 'b', 54.5% of the synthetic records; 20% of its own records are synthetic (60 records)\n        b.jsonl(241,1)\n",
            "    of 'a', 45.5% of the synthetic records; 50% of its own records are synthetic (50 records)\n        a.jsonl(51,1)\n",
            "    policy: datagate.yaml(6,", "    owner: us\n", "datagate: 2 datasets, 1 budget: 0 hold, 1 broken, 0 not judged — failed (1 error)");
    }

    [Test]
    public void A_dataset_without_an_origin_is_told_and_nothing_is_judged_by_the_rest()
    {
        using var folder = Two("ratio: { max: 100% }", ofB: "diversity: { exact-duplicates: 50% }");
        Expect(Tool.Run(folder.Path, "check"), 3, "error DG0501: ratio of budgets/both was not judged: 'b' declares no origin, so what is synthetic there is not known.", "incomplete (1 error)");
    }

    [Test]
    public void A_file_of_two_datasets_counts_for_none()
    {
        using var folder = Two("ratio: { max: 100% }", more: "  again: { files: [\"./b.*\"], text: text, " + Origin + " }\n");
        Expect(Tool.Run(folder.Path, "check"), 3,
            "b.jsonl: error DG0501: ratio of budgets/both was not judged: 'b.jsonl' would count twice, as 'b' and as 'again': leave one of them out, with '!again' in its datasets.");
        var policy = File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml"));
        folder.Write("datagate.yaml", policy.Replace("[\"*\"], owner", "[\"*\", \"!again\"], owner", StringComparison.Ordinal));
        Expect(Tool.Run(folder.Path, "check"), 0, "budgets/both — 2 datasets, 2 files, 400 records");
    }

    [Test]
    public void A_linked_file_is_the_same_file()
    {
        using var folder = Two("ratio: { max: 100% }", more: "  linked: { files: [\"more/*.jsonl\"], text: text, " + Origin + " }\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "more"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "more", "x.jsonl"), Path.Combine(folder.Path, "a.jsonl"));
        Expect(Tool.Run(folder.Path, "check"), 3, "would count twice, as 'a' and as 'linked'");
    }

    [Test]
    public void A_dataset_that_the_command_line_leaves_out_makes_it_a_note()
    {
        using var folder = Two("ratio: { max: 1% }", more: "  c: { files: [c.jsonl], text: text, diversity: { exact-duplicates: 50% } }\n");
        folder.Write("c.jsonl", Monorepo.Rows("third", 10, 0));
        Expect(Tool.Run(folder.Path, "check", "--dataset", "c"), 0, "note DG0501: ratio of budgets/both was not judged: 'a', 'b' were left out of this check.");
    }

    [Test]
    public void Depth_and_age_are_the_worst_of_all()
    {
        using var folder = new Folder()
            .Write("a.jsonl", "{\"text\": \"one\", \"source\": \"human\", \"g\": 0}\n{\"text\": \"two\", \"source\": \"m\", \"g\": 1, \"made\": \"2026-11-01\"}\n")
            .Write("b.jsonl", "{\"text\": \"three\", \"source\": \"m\", \"id\": \"x\", \"from\": \"y\", \"made\": \"2026-01-01\"}\n{\"text\": \"four\", \"source\": \"m\", \"id\": \"y\", \"from\": \"z\", \"made\": \"2026-11-02\"}\n{\"text\": \"five\", \"source\": \"human\", \"id\": \"z\"}\n")
            .Write("datagate.yaml", """
                version: 1
                datasets:
                  a: { files: [a.jsonl], text: text, generation: g, created: made, origin: { field: source, human: [human], synthetic: ["*"] } }
                  b: { files: [b.jsonl], text: text, id: id, parent: from, created: made, origin: { field: source, human: [human], synthetic: ["*"] } }
                budgets:
                  both: { datasets: [a, b], synthetic: { depth: { max: 1 }, age: { max: 300d } } }

                """);
        Expect(Tool.Run(folder.Path, "check"), 1,
            "b.jsonl(1,1): error DG3005: depth of budgets/both is 2, above the allowed 1, in 3 records.", "    of 'b', records of generation 2 (1 record)",
            "b.jsonl(1,1): error DG3006: age of budgets/both is 324 days, above the allowed 300d, in 3 records.", "    of 'b', the oldest, made on 2026-01-01 (1 record)");
    }

    [Test]
    public void The_verdict_of_the_datasets_is_the_same_with_and_without_it()
    {
        using var with = Two("depth: { max: 1, not-judged: note }, age: { max: 1d, not-judged: note }", "");
        var policy = Path.Combine(with.Path, "datagate.yaml");
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("text: text, origin", "text: text, diversity: { distinct-2: { min: 0.1 } }, origin", StringComparison.Ordinal));
        var spanned = Datasets(with);
        File.WriteAllText(policy, File.ReadAllText(policy).Split("budgets:")[0]);
        Assert.That(Datasets(with), Is.EqualTo(spanned));
    }

    private static string Datasets(Folder folder)
    {
        using var json = JsonDocument.Parse(Tool.Run(folder.Path, "check", "--format", "json").Out);
        return json.RootElement.GetProperty("datasets").ToString();
    }

    [Test]
    public void Parts_give_the_same_report()
    {
        using var folder = Two("ratio: { max: 20% }");
        var whole = Tool.Run(folder.Path, "check", "--format", "json");
        Tool.Run(folder.Path, "check", "--part", "1/2", "-o", "1.part");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "2.part");
        Assert.That(Tool.Run(folder.Path, "check", "--format", "json", "--parts", "1.part", "2.part").Out, Is.EqualTo(whole.Out));
    }

    [Test]
    public void Every_report_shows_it()
    {
        using var folder = Two("ratio: { max: 20% }");
        foreach (var format in new[] { "text", "msbuild", "github", "azure", "json", "sarif", "junit", "gitlab", "markdown", "html" })
            Assert.That(Tool.Run(folder.Path, "check", "--format", format).Out, Does.Contain("budgets/both").And.Contain("27.5%"), format);
        using var json = JsonDocument.Parse(Tool.Run(folder.Path, "check", "--format", "json").Out);
        var union = json.RootElement.GetProperty("unions")[0];
        Assert.Multiple(() =>
        {
            Assert.That(union.GetProperty("datasets")[1].ToString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), Does.StartWith("{\"name\":\"b\",\"documents\":300,").And.Contain("\"synthetic\":{\"documents\":60,"));
            Assert.That(union.GetProperty("budgets")[0].GetProperty("value").GetDouble(), Is.EqualTo(0.275));
            Assert.That(union.GetProperty("policyFile").GetString(), Is.EqualTo("datagate.yaml"));
        });
    }

    [TestCase("ratio: { max: reference + 5% }", "DG0006", "several datasets have no one reference; write a number")]
    [TestCase("ratio: { max: 5%, by: label }", "DG0006", "remove 'by'")]
    [TestCase("ratio: { max: 5%, on: added }", "DG0006", "remove 'on'")]
    [TestCase("ratio: { max: 5%, history: { worse-by: 1% } }", "DG0006", "remove 'history'")]
    [TestCase("laundered: { max: 0 }", "DG0006", "'laundered' is of one dataset and can't be summed over several")]
    [TestCase("", "DG0005", "'both' has no budget, so it can't fail; give it a ratio")]
    [TestCase("ratoi: 5%", "DG0002", "did you mean 'ratio'?")]
    public void What_can_t_be_summed_up_is_refused_at_its_place(string budget, string code, string says)
    {
        using var folder = Two(budget);
        var run = Tool.Run(folder.Path, "policy");
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Out, Does.Match($@"^datagate\.yaml\(6,\d+\): error {code}: ").And.Contain(says));
    }

    [TestCase("[cc]", "datagate.yaml(6,22): error DG0004: 'cc' matches no dataset; there are 'a', 'b'")]
    [TestCase("[\"*\", \"!x*\"]", "datagate.yaml(6,27): error DG0004: '!x*' matches no dataset")]
    [TestCase("[a, \"!*\"]", "error DG0004: 'datasets': nothing is left of the datasets that are named")]
    public void A_name_that_is_no_dataset_is_an_error(string datasets, string says)
    {
        using var folder = Two("ratio: 50%");
        var policy = Path.Combine(folder.Path, "datagate.yaml");
        File.WriteAllText(policy, File.ReadAllText(policy).Replace("datasets: [\"*\"]", "datasets: " + datasets, StringComparison.Ordinal));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Out, Does.Contain(says));
    }
}
