using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary>One check of a repository of several projects, from its root.</summary>
public sealed class MonorepoTests
{
    private const string Root = """
        version: 1
        policies: ["projects/*/datagate.yaml"]
        budgets:
          whole-repo: { datasets: ["*"], owner: everyone, synthetic: { ratio: { max: 50% } } }
          per-folder: { datasets: ["projects/*:*"], each: folder, synthetic: { ratio: { max: 65% } } }

        """;

    private static void Expect(ToolRun run, int exit, params string[] says)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        foreach (var text in says) Assert.That(run.Out, Does.Contain(text));
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void Every_policy_below_is_checked_in_one_run()
    {
        using var folder = Monorepo.Committed();
        var run = Tool.Run(folder.Path, "check", "--all");
        Expect(run, 0, "datagate: 3 policies, 3 datasets, 6 budgets: 6 hold, 0 broken, 0 not judged — passed (3 notes)");
        Assert.That(Squeezed(run.Out), Does.Contain("policy datasets budgets verdict\n projects/ads/datagate.yaml 1 2 passed (1 note)\n projects/chat/datagate.yaml 1 2 passed (1 note)\n projects/search/datagate.yaml 1 2 passed (1 note)\n"));
        Assert.That(run.Out, Does.Not.Contain("exact-duplicates"), "what holds is in its policy's line");
    }

    [Test]
    public void Where_none_stands_here_or_above_all_below_are_checked_and_that_is_said()
    {
        using var folder = Monorepo.Committed();
        foreach (string[] args in new string[][] { ["check"], ["check", "."], ["check", folder.Path] })
        {
            var run = Tool.Run(folder.Path, args);
            Expect(run, 0, "3 policies, 3 datasets");
            Assert.That(run.Error, Does.Match("^datagate: there is no datagate.yaml (here or in a folder above|in '[^']+'): checking all 3 below\n$"));
        }
        Expect(Tool.Run(folder.At("projects/ads/data"), "check"), 0, "datagate: 1 dataset, 2 budgets");
    }

    [Test]
    public void Nothing_below_is_an_error()
    {
        using var folder = new Folder();
        foreach (string[] args in new string[][] { ["check", "--all"], ["check", "--all", "."], ["check", "."], ["check", "--all", "nowhere"] })
        {
            var run = Tool.Run(folder.Path, args);
            Assert.That((run.Exit, run.Out), Is.EqualTo((2, "")));
            Assert.That(run.Error, Does.StartWith("datagate: error DG0021: "));
        }
    }

    [Test]
    public void One_that_fails_is_shown_and_decides_and_the_others_are_judged()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/chat/data/b.jsonl", Monorepo.Rows("more", human: 0, synthetic: 40));
        var run = Tool.Run(folder.Path, "check", "--all");
        Expect(run, 1, "projects/chat:intents — 2 files, 140 records", "error DG3001: ratio is 42.9%, above the allowed 30%", "    owner: team\n", "3 policies, 3 datasets, 6 budgets: 5 hold, 1 broken");
        Assert.That(Squeezed(run.Out), Does.Contain("projects/chat/datagate.yaml 1 2 failed (1 error, 1 note)"));
        Assert.That(run.Out, Does.Not.Contain("projects/ads:intents"));
        using var json = JsonDocument.Parse(Tool.Run(folder.Path, "check", "--all", "--format", "json").Out);
        Assert.Multiple(() =>
        {
            Assert.That(json.RootElement.GetProperty("datasets").EnumerateArray().Select(dataset => dataset.GetProperty("name").GetString() + " " + dataset.GetProperty("policyFile").GetString()),
                Is.EqualTo(["projects/ads:intents projects/ads/datagate.yaml", "projects/chat:intents projects/chat/datagate.yaml", "projects/search:intents projects/search/datagate.yaml"]));
            Assert.That(json.RootElement.GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("outcome").GetString()), Is.EqualTo(["passed", "failed", "passed"]));
            Assert.That(json.RootElement.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("severity").GetString() == "error").GetProperty("dataset").GetString(), Is.EqualTo("projects/chat:intents"));
        });
    }

    [Test]
    public void A_project_has_the_same_numbers_alone_and_beside_others()
    {
        using var folder = Monorepo.Committed(Root);
        using var all = JsonDocument.Parse(Tool.Run(folder.Path, "check", "--all", "--format", "json").Out);
        foreach (var project in new[] { "ads", "chat", "search" })
        {
            using var alone = JsonDocument.Parse(Tool.Run(folder.Path, "check", "projects/" + project, "--format", "json").Out);
            var beside = all.RootElement.GetProperty("datasets").EnumerateArray().Single(dataset => dataset.GetProperty("name").GetString() == $"projects/{project}:intents");
            Assert.That(beside.ToString().Replace($"projects/{project}:intents", "intents", StringComparison.Ordinal), Is.EqualTo(alone.RootElement.GetProperty("datasets")[0].ToString()));
        }
    }

    [Test]
    public void Each_project_holds_and_the_whole_repository_or_one_folder_doesn_t()
    {
        using var folder = Monorepo.Committed(Root);
        Expect(Tool.Run(folder.Path, "check"), 0, "budgets/whole-repo — 3 datasets, 3 files, 300 records", "4 policies, 3 datasets, 10 budgets: 10 hold", "budgets/per-folder/projects/ads — 1 dataset", "budgets/per-folder/projects/search");
        folder.Write("projects/search/data/b.jsonl", Monorepo.Rows("extra", human: 0, synthetic: 31));
        Expect(Tool.Run(folder.Path, "check"), 1,
            "error DG3001: ratio of budgets/per-folder/projects/search is 69.5%, above the allowed 65%, in 131 records.",
            "projects/search/data/a.jsonl(41,1)");
        folder.Write("projects/search/data/b.jsonl", Monorepo.Rows("extra", human: 0, synthetic: 10)).Write("projects/chat/data/b.jsonl", Monorepo.Rows("extra", human: 0, synthetic: 14))
            .Write("projects/ads/data/b.jsonl", Monorepo.Rows("extra", human: 0, synthetic: 60));
        foreach (var project in new[] { "ads", "chat", "search" }) Expect(Tool.Run(folder.Path, "check", "projects/" + project), 0);
        Expect(Tool.Run(folder.Path, "check"), 1,
            "error DG3001: ratio of budgets/whole-repo is 53.1%, above the allowed 50%, in 384 records.", "    owner: everyone\n", "    policy: datagate.yaml(4,",
            "    of 'projects/ads:intents', 49% of the synthetic records; 62.5% of its own records are synthetic (100 records)");
    }

    [Test]
    public void A_policy_that_can_t_be_read_fails_loudly_and_the_others_are_judged()
    {
        using var folder = Monorepo.Committed(Root);
        folder.Write("projects/ads/datagate.yaml", "version: 1\nnonsense: 1\n").Write("projects/chat/data/b.jsonl", Monorepo.Rows("more", human: 0, synthetic: 80));
        var run = Tool.Run(folder.Path, "check");
        Expect(run, 2, "projects/ads/datagate.yaml(2,1): error DG0002: unknown key 'nonsense'", "error DG3001: ratio is 55.6%, above the allowed 30%",
            "ratio of budgets/whole-repo was not judged: the policy 'projects/ads/datagate.yaml' can't be read");
        Assert.That(Squeezed(run.Out), Does.Contain("projects/ads/datagate.yaml 0 0 invalid"));
    }

    [Test]
    public void A_defect_in_one_policy_stops_no_other_and_decides()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/ads/datagate.yaml", Monorepo.Project("    diversity: { vendi-score: { min: 1 } }\n")).Write("projects/chat/data/b.jsonl", Monorepo.Rows("more", human: 0, synthetic: 80))
            .Write("projects/search/datagate.yaml", "version: 1\nnonsense: 1\n");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(["check", "--all", "--no-cache"], new Host { Out = output, Error = error, Folder = folder.Path, Today = Tool.Today, OpenEmbedder = _ => throw new InvalidOperationException("unforeseen") });
        Expect(new ToolRun(exit, output.ToString(), error.ToString()), 70,
            "projects/ads/datagate.yaml(1,1): error DG0070: A defect in DataGate: the policy was not judged.", "error DG3001: ratio is 55.6%", "error DG0002: unknown key 'nonsense'", "incomplete (1 error)");
        Assert.That(error.ToString(), Does.Contain("projects/ads/datagate.yaml:").And.Contain("unforeseen"));
    }

    [Test]
    public void A_root_that_names_no_policy_is_told_where()
    {
        using var folder = Monorepo.Committed(Root.Replace("projects/*/datagate", "projets/*/datagate", StringComparison.Ordinal));
        Expect(Tool.Run(folder.Path, "check"), 2, "datagate.yaml(2,12): error DG0011: 'projets/*/datagate.yaml' matches no policy");
        using var other = Monorepo.Committed(Root.Replace("projects/*:*", "projects/add:*", StringComparison.Ordinal));
        Expect(Tool.Run(other.Path, "check"), 2, "datagate.yaml(5,28): error DG0004: 'projects/add:*' matches no dataset; there are 'projects/ads:intents', 'projects/chat:intents', 'projects/search:intents'");
    }

    [Test]
    public void The_policy_is_printed_with_its_budgets_over_several()
    {
        using var folder = Monorepo.Committed(Root);
        Expect(Tool.Run(folder.Path, "policy"), 0, "datagate.yaml is a valid policy: 0 datasets, 4 budgets, 3 other policies\n");
        Expect(Tool.Run(folder.Path, "policy", "--resolved"), 0, "  whole-repo:  # datagate.yaml(4)\n", "policies:  # datagate.yaml(2)\n");
    }

    [Test]
    public void What_git_ignores_and_what_builds_make_is_no_policy()
    {
        using var folder = Monorepo.Committed();
        folder.Write(".gitignore", "scratch/\n");
        foreach (var copy in new[] { "scratch", "projects/ads/bin/Release", "projects/ads/obj", "node_modules/x" }) folder.Write(copy + "/datagate.yaml", "wrong");
        Expect(Tool.Run(folder.Path, "check", "--all"), 0, "3 policies");
        using var plain = new Folder();
        plain.Write("a/datagate.yaml", Monorepo.Project()).Write("a/bin/datagate.yaml", "wrong").Write("node_modules/b/datagate.yaml", "wrong");
        Assert.That(Tool.Run(plain.Path, "check", "--all").Out, Does.Contain("a/datagate.yaml(2,10): error DG0008").And.Not.Contain("wrong").And.Not.Contain("node_modules"));
    }

    [Test]
    public void A_dataset_that_may_be_empty_may_be_so_beside_other_policies()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/none/datagate.yaml", Monorepo.Project("    allow-empty: true\n"));
        foreach (var asked in (string[][])[["check", "projects/none"], ["check", "--all"]]) Expect(Tool.Run(folder.Path, asked), 0);
    }

    [Test]
    public void A_policy_that_git_ignores_is_named_and_not_checked()
    {
        using var folder = Monorepo.Committed();
        Assert.That(Tool.Run(folder.Path, "check", "--all").Out, Does.Not.Contain("DG0028"));
        folder.Write(".gitignore", "scratch/\nbuild/\nprojects/*/local/datagate.yaml\nbin/\nnode_modules/\nobj/\n");
        foreach (var copy in new[] { "scratch/deep/er", "projects/ads/bin/Release", "projects/ads/obj", "node_modules/x", "scratch/node_modules/y" }) folder.Write(copy + "/datagate.yaml", "wrong");
        Expect(
            Tool.Run(folder.Path, "check", "--all"), 0, "3 policies",
            "scratch/deep/er/datagate.yaml: note DG0028: 1 policy stands where git ignores it and was not checked. To check one, name it: check scratch/deep/er/datagate.yaml.");
        folder.Write("projects/ads/local/datagate.yaml", "wrong").Write("projects/ads/build/readme", "nothing");
        foreach (var more in (string[][])[[], ["--affected", "--since", "HEAD"]])
            Expect(Tool.Run(folder.Path, ["check", "--all", .. more]), 0, "note DG0028: 2 policies stand where git ignores them and were not checked. To check one, name it: check projects/ads/local/datagate.yaml.");
        Expect(Tool.Run(folder.Path, "check", "--all", "projects"), 0, "projects/ads/local/datagate.yaml: note DG0028: 1 policy stands");
        Assert.That(Tool.Run(folder.Path, "check", "projects/ads/local/datagate.yaml").Exit, Is.EqualTo(2), "named, it is checked");
        folder.Write("datagate.yaml", "version: 1\npolicies: [\"projects/*/datagate.yaml\", \"scratch/deep/er/datagate.yaml\"]\nbudgets: { all: { datasets: [\"*\"], synthetic: { ratio: 90% } } }\n");
        folder.Write("scratch/deep/er/datagate.yaml", "version: 1\ndatasets: { s: { files: [\"../../../projects/ads/data/*.jsonl\"], text: text, diversity: { exact-duplicates: 5% } } }\n");
        Assert.That(Tool.Run(folder.Path, "check", "--all").Out, Does.Contain("1 policy stands where git ignores it").And.Not.Contain("name it: check scratch"), "one that another names is checked");
    }

    [Test]
    public void A_change_that_has_git_ignore_a_policy_is_warned_of()
    {
        using var folder = Monorepo.Committed();
        folder.Git("rm", "--quiet", "--cached", "projects/ads/datagate.yaml");
        folder.Write(".gitignore", "projects/ads/datagate.yaml\n");
        Expect(Tool.Run(folder.Path, "check", "--all", "--since", "HEAD"), 0, "projects/ads/datagate.yaml: warning DG0040: The change has git ignore the policy 'projects/ads/datagate.yaml': nothing judges its data any more. To check it, name it: check projects/ads/datagate.yaml.");
    }

    [Test]
    public void A_repository_within_the_repository_is_not_passed_over()
    {
        using var folder = Monorepo.Committed();
        folder.Git("init", "--quiet", "inner");
        folder.Write("inner/base.yaml", Monorepo.Base).Write("inner/a/b/datagate.yaml", Monorepo.Project()).Write("inner/a/b/data/x.jsonl", Monorepo.Rows("inner", 60, 40));
        Expect(Tool.Run(folder.Path, "check", "--all"), 0, "4 policies, 4 datasets", "inner/a/b/datagate.yaml");
    }

    [Test]
    public void A_base_with_the_usual_name_is_no_policy_of_its_own()
    {
        using var folder = Monorepo.Committed();
        folder.Write("shared/datagate.yaml", "version: 1\ndefaults: { min-records: 20 }\n");
        folder.Write("projects/ads/datagate.yaml", Monorepo.Project().Replace("../../base.yaml", "[../../shared/datagate.yaml, ../../base.yaml]", StringComparison.Ordinal));
        Expect(Tool.Run(folder.Path, "check", "--all"), 0, "3 policies, 3 datasets");
    }

    [Test]
    public void A_dataset_is_named_as_the_report_names_it()
    {
        using var folder = Monorepo.Committed();
        Expect(Tool.Run(folder.Path, "check", "--all", "--dataset", "projects/chat:intents"), 0, "1 policy, 1 dataset, 2 budgets");
        var wrong = Tool.Run(folder.Path, "check", "--all", "--dataset", "projects/chatt:intents");
        Assert.That((wrong.Exit, wrong.Error), Is.EqualTo((2, "datagate: error DG0020: no policy has a dataset 'projects/chatt:intents': projects/ads:intents, projects/chat:intents, projects/search:intents\n")));
        Assert.That(Tool.Run(folder.Path, "check", "--all", "--part", "1/2", "-o", "x").Error, Is.EqualTo("datagate: error DG0020: --part and --parts take one policy, and this check is of 3: name one of them\n"));
        Assert.That(Tool.Run(folder.Path, "check", "--all", "base.yaml").Error, Does.StartWith("datagate: error DG0020: --all takes a folder"));
    }

    [Test]
    public void Reports_are_one_and_their_limits_hold_over_the_whole()
    {
        using var folder = Monorepo.Committed(Root);
        for (var i = 0; i < 15; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"projects/p{i:00}");
            folder.Write(name + "/datagate.yaml", Monorepo.Project()).Write(name + "/data/a.jsonl", Monorepo.Rows("x" + name, human: 10, synthetic: 90));
        }
        var github = Tool.Run(folder.Path, "check", "--format", "github").Out;
        Assert.That(github.Split('\n').Count(line => line.StartsWith("::error ", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(github, Does.Contain("not shown here").And.Contain("::error file=projects/p00/data/a.jsonl,line=11"));
        using var sarif = JsonDocument.Parse(Tool.Run(folder.Path, "check", "--format", "sarif").Out);
        var results = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        Assert.Multiple(() =>
        {
            Assert.That(sarif.RootElement.GetProperty("runs").GetArrayLength(), Is.EqualTo(1));
            Assert.That(results.Select(result => result.GetProperty("partialFingerprints").GetProperty("datagate/v1").GetString()), Is.Unique.And.Not.Empty);
            Assert.That(results.Select(Uri), Has.All.StartWith("projects/"));
        });
        Assert.That(Tool.Run(folder.Path, "check", "--format", "junit").Out, Does.Contain("<testsuite name=\"projects/p00:intents\"").And.Contain("<testsuite name=\"budgets/whole-repo\""));
        Assert.That(Tool.Run(folder.Path, "check", "--format", "html").Out, Does.Contain("<h2 id=\"policies\">Policies</h2>").And.Contain("projects/p14:intents"));
        Assert.That(Tool.Run(folder.Path, "check", "--format", "markdown").Out, Does.Contain("projects/p14/datagate.yaml"));
    }

    private static string Uri(JsonElement result) =>
        result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()!;

    [Test]
    public void A_change_is_judged_in_each_project_and_the_policies_of_the_base_judge_it()
    {
        using var folder = Monorepo.Committed(Root);
        folder.Write("projects/chat/datagate.yaml", Monorepo.Project("    synthetic: { ratio: { max: 60% } }\n"))
            .Write("datagate.yaml", Root.Replace("50%", "90%", StringComparison.Ordinal))
            .Write("projects/new/datagate.yaml", Monorepo.Project()).Write("projects/new/data/a.jsonl", Monorepo.Rows("new", human: 20, synthetic: 280))
            .Write("stray/data.jsonl", "{}\n");
        var run = Tool.Run(folder.Path, "check", "--since", "main", "--policy-from", "main");
        Expect(run, 1,
            "error DG0040: The change loosens the policy: max of ratio in 'intents' was 30%, is 60%.",
            "error DG0040: The change loosens the policy: max of ratio in 'whole-repo' was 50%, is 90%.",
            "warning DG0044: There is no policy 'projects/new/datagate.yaml' at 'main'",
            "stray/data.jsonl: warning DG0043: The change adds or alters 1 file that looks like data",
            "error DG3001: ratio of budgets/whole-repo is 66.7%, above the allowed 50%, in 600 records.");
        Assert.That(run.Out.Split('\n').Count(line => line.Contains(" DG0043: ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Two_hundred_projects_are_one_run()
    {
        using var folder = Monorepo.Committed("version: 1\npolicies: [\"many/**/datagate.yaml\"]\nbudgets:\n  all: { datasets: [\"*\"], synthetic: { ratio: 45% } }\n  each-one: { datasets: [\"*\"], each: folder, synthetic: { ratio: 45% } }\n");
        for (var i = 0; i < 200; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"many/p{i}");
            folder.Write(name + "/datagate.yaml", Monorepo.Project()).Write(name + "/data/a.jsonl", Monorepo.Rows("p" + i, human: 60, synthetic: 40));
        }
        var clock = Stopwatch.StartNew();
        var run = Tool.Run(folder.Path, "check");
        TestContext.Out.WriteLine($"200 projects in {clock.ElapsedMilliseconds} ms");
        Assert.That(run.Out.Split('\n'), Has.Length.LessThan(230), "a line for each policy");
        Assert.That(Tool.Run(folder.Path, "check", "--format", "html").Out, Does.Contain("<bdi>budgets/all</bdi></h2>").And.Contain("more datasets not shown here"));
        Expect(run, 0, "201 policies, 200 datasets, 601 budgets: 601 hold");
    }
}
