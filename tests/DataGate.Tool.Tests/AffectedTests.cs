using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Of many policies those that a change touches, all of them and no other.</summary>
public sealed class AffectedTests
{
    private const string Root = "version: 1\npolicies: [\"projects/*/datagate.yaml\"]\nbudgets:\n  whole-repo: { datasets: [\"*\"], synthetic: { ratio: { max: 45% } } }\n";

    private static ToolRun Run(GitFolder folder, params string[] more) => Tool.Run(folder.Path, ["check", "--affected", "--since", "main", .. more]);

    /// <summary>The projects that stand in the table of policies.</summary>
    private static string[] Checked(ToolRun run) =>
        [.. run.Out.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains("/datagate.yaml  ", StringComparison.Ordinal)).Select(line => line.Trim().Split("/datagate.yaml")[0])];

    private static GitFolder Committed() => Monorepo.Committed()
        .Write("projects/chat/reference/r.jsonl", Monorepo.Rows("real", 100, 0))
        .Write("projects/chat/datagate.yaml", Monorepo.Project("    reference: { files: [\"reference/*.jsonl\"] }\n    taxonomy: { field: topic, leaves: leaves.txt, covered: { min: 0% } }\n    allow-empty: true\n"))
        .Write("projects/chat/leaves.txt", "a\nb\n").Write("projects/chat/README.md", "words\n");

    [TestCase("projects/ads/data/a.jsonl", "projects/ads", TestName = "Data that is altered")]
    [TestCase("projects/ads/data/new.jsonl", "projects/ads", TestName = "Data that is new and that git doesn't know yet")]
    [TestCase("projects/chat/reference/r.jsonl", "projects/chat", TestName = "A reference")]
    [TestCase("projects/chat/datagate.baseline", "projects/chat", TestName = "A baseline")]
    [TestCase("projects/chat/leaves.txt", "projects/chat", TestName = "The leaves of a taxonomy")]
    [TestCase("projects/search/datagate.yaml", "projects/search", TestName = "The policy itself")]
    [TestCase("projects/chat/README.md", "", TestName = "What no policy speaks of")]
    [TestCase("base.yaml", "projects/ads projects/chat projects/search", TestName = "The base of all")]
    public void A_change_touches_the_policies_that_read_it(string file, string projects)
    {
        using var folder = Committed();
        folder.Commit();
        File.AppendAllText(folder.At(file), file.EndsWith(".jsonl", StringComparison.Ordinal) ? "{\"text\": \"one row more of it\", \"source\": \"human\"}\n" : "\n");
        var run = Run(folder);
        var expected = projects.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(Checked(run), Is.EqualTo(expected), run.Out + run.Error);
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
        if (expected.Length is 1) Assert.That(run.Out, Does.Contain("note DG0027: The change since 'main' touches 1 of 3 policies: the other 2 were not checked."));
    }

    /// <summary>A submodule's own branches say nothing of what a change of the whole repository takes in.</summary>
    [TestCase("--affected")]
    [TestCase("--all")]
    public void A_policy_in_a_submodule_is_judged_since_the_commit_that_the_revision_has_of_it(string which)
    {
        using var module = ChangedSet.Committed();
        using var folder = new GitFolder();
        folder.Module(module, "module").Commit();
        var good = Tool.Run(folder.Path, "check", which, "--since", "main");
        Assert.That((good.Exit, good.Out.Contains("added and", StringComparison.Ordinal)), Is.EqualTo((0, which == "--all")), good.Out + good.Error);
        File.AppendAllText(folder.At("module/data/b.jsonl"), ChangedSet.Text(ChangedSet.Templates(300)));
        folder.Git("-C", "module", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--all", "--message", "more");
        var run = Tool.Run(folder.Path, "check", which, "--since", "main");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("300 added and 0 removed since main").And.Contain("error DG1001: distinct-2 of added is "));
        Assert.That(Tool.Run(folder.At("module"), "check", "--since", "main").Out, Does.Contain("0 added and 0 removed since main"), "its own branch has them by now");
    }

    /// <summary>From wherever the check is run but from the submodule's own folder, and however deep it lies.</summary>
    [Test]
    public void A_submodule_within_one_is_judged_since_the_commit_that_the_outermost_revision_leads_to()
    {
        using var inner = ChangedSet.Committed();
        using var middle = new GitFolder();
        middle.Module(inner, "inner").Commit();
        using var folder = new GitFolder();
        folder.Module(middle, "middle");
        folder.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "update", "--init", "--recursive");
        folder.Commit();
        File.AppendAllText(folder.At("middle/inner/data/b.jsonl"), ChangedSet.Text(ChangedSet.Templates(300)));
        foreach (var module in new[] { "middle/inner", "middle" })
        {
            folder.Git("-C", module, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--all", "--message", "more");
            folder.Git("-C", module, "update-ref", "refs/heads/main", "HEAD");
        }
        foreach (var (run, where) in new[]
        {
            (Tool.Run(folder.Path, "check", "--all", "--since", "main"), "from above"),
            (Tool.Run(folder.Path, "check", "middle/inner", "--since", "main"), "by its name"),
            (Tool.Run(System.IO.Path.GetTempPath(), "check", folder.Path, "--all", "--affected", "--since", "main"), "from outside"),
        })
            Assert.That((run.Exit, run.Out.Contains("300 added and 0 removed since main", StringComparison.Ordinal)), Is.EqualTo((1, true)), where + run.Out + run.Error);
    }

    [Test]
    public void A_policy_in_a_submodule_is_not_read_at_a_revision_of_the_repository_above()
    {
        using var module = ChangedSet.Committed();
        using var folder = new GitFolder();
        folder.Module(module, "module").Commit();
        foreach (string[] which in new[] { new[] { "--all" }, ["module"] })
        {
            var run = Tool.Run(folder.Path, ["check", .. which, "--since", "main", "--policy-from", "main"]);
            Assert.That((run.Exit, run.Error.Contains("lies in a repository of its own, a submodule: run the check in its folder", StringComparison.Ordinal)), Is.EqualTo((2, true)), run.Out + run.Error);
        }
    }

    [Test]
    public void A_submodule_that_the_revision_has_not_is_no_silence()
    {
        using var module = ChangedSet.Committed();
        using var folder = new GitFolder();
        folder.Write("a.txt", "a").Commit();
        folder.Module(module, "module");
        var run = Tool.Run(folder.Path, "check", "--affected", "--since", "main");
        Assert.That((run.Exit, run.Error), Is.EqualTo((2, "datagate: error DG0032: 'main' has no submodule 'module': check the submodule in its own folder\n")), run.Out);
    }

    [Test]
    public void Nothing_touched_says_so_in_every_format_and_passes()
    {
        using var folder = Monorepo.Committed();
        foreach (var format in new[] { "text", "msbuild", "github", "azure", "json", "sarif", "junit", "gitlab", "markdown", "html" })
        {
            var run = Run(folder, "--format", format);
            Assert.That(run.Exit, Is.Zero, format);
            // Azure has no command for a note and says the summary line, a build log shows none.
            Assert.That(run.Out, Does.Contain(format switch { "azure" => "datagate: nothing was to be judged — passed", "msbuild" => "", _ => "touches none of the 3 policies" }), format);
        }
        Assert.That(Run(folder, "--format", "sarif").Out, Does.Contain("\"executionSuccessful\": true"));
    }

    [Test]
    public void What_is_deleted_touches_too()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/ads/data/b.jsonl", Monorepo.Rows("second", 10, 0)).Commit();
        File.Delete(folder.At("projects/ads/data/b.jsonl"));
        Assert.That(Checked(Run(folder)), Is.EqualTo(["projects/ads"]));
    }

    [Test]
    public void A_policy_that_is_removed_is_told()
    {
        using var folder = Monorepo.Committed();
        File.Delete(folder.At("projects/ads/datagate.yaml"));
        Assert.That(Run(folder).Out, Does.Contain("projects/ads/datagate.yaml: warning DG0040: The change removes the policy 'projects/ads/datagate.yaml': nothing judges its data any more."));
        Assert.That(Tool.Run(folder.Path, "check", "--all", "--since", "main", "--policy-from", "main").Out, Does.Contain("error DG0040: The change removes the policy 'projects/ads/datagate.yaml'."));
    }

    /// <summary>Whatever git was told not to look at, or how closely.</summary>
    [TestCase("update-index", "--skip-worktree", "projects/ads/data/a.jsonl")]
    [TestCase("update-index", "--assume-unchanged", "projects/ads/data/a.jsonl")]
    [TestCase("config", "core.trustctime", "false")]
    [TestCase("config", "core.checkStat", "minimal")]
    public void Data_that_git_was_told_not_to_look_at_is_looked_at(params string[] told)
    {
        using var folder = Committed();
        var file = folder.At("projects/ads/data/a.jsonl");
        var then = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(file, then);
        folder.Commit();
        folder.Git(told);
        Assert.That(Checked(Run(folder)), Is.SubsetOf(new[] { "projects/ads" }), "but for data that is flagged nothing is touched");
        // Git tells when a file was changed by the second.
        if (told[0] == "config") Thread.Sleep(1_100);
        var bytes = File.ReadAllBytes(file);
        bytes[Array.IndexOf(bytes, (byte)'t', 20)] ^= 1;
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, then);
        var run = Run(folder);
        Assert.That(Checked(run), Is.EqualTo(new[] { "projects/ads" }), run.Out + run.Error);
    }

    /// <summary>Of a sparse checkout most files aren't there.</summary>
    [Test]
    public void What_a_sparse_checkout_leaves_out_touches_nothing()
    {
        using var folder = Committed();
        folder.Commit();
        folder.Git("update-index", "--skip-worktree", "projects/chat/README.md");
        File.Delete(folder.At("projects/chat/README.md"));
        Assert.That(Checked(Run(folder)), Is.Empty);
    }

    [Test]
    public void Data_that_git_ignores_can_t_be_told_to_be_the_same()
    {
        using var folder = Monorepo.Committed();
        folder.Write(".gitignore", "projects/search/data/\n");
        folder.Git("rm", "--quiet", "--cached", "-r", "projects/search/data");
        folder.Git("add", ".gitignore");
        folder.Git("commit", "--quiet", "--message", "ignored");
        Assert.That(Checked(Run(folder)), Is.EqualTo(["projects/search"]));
    }

    [Test]
    public void Data_behind_a_link_is_found_where_it_lies()
    {
        using var folder = Monorepo.Committed();
        folder.Write("shared/x.jsonl", Monorepo.Rows("shared", 10, 0));
        Directory.CreateSymbolicLink(folder.At("projects/ads/data/more"), "../../../shared");
        folder.Write("projects/ads/datagate.yaml", Monorepo.Project().Replace("data/*.jsonl", "data/**/*.jsonl", StringComparison.Ordinal)).Commit();
        Assert.That(Checked(Run(folder)), Is.Empty);
        File.AppendAllText(folder.At("shared/x.jsonl"), Monorepo.Rows("other", 1, 0));
        Assert.That(Checked(Run(folder)), Is.EqualTo(["projects/ads"]));
        folder.Git("checkout", "--quiet", "shared");
        File.Delete(folder.At("projects/ads/data/more"));
        Assert.That(Checked(Run(folder)), Is.EqualTo(["projects/ads"]), "the link itself");
    }

    [Test]
    public void A_policy_with_faults_is_always_told()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/ads/datagate.yaml", "version: 1\nnonsense: 2\n").Commit();
        var run = Run(folder);
        Assert.That((run.Exit, string.Join(' ', Checked(run))), Is.EqualTo((2, "projects/ads")));
    }

    [Test]
    public void A_budget_over_all_is_judged_with_what_is_not_checked()
    {
        using var folder = Monorepo.Committed(Root);
        folder.Write("projects/ads/data/b.jsonl", Monorepo.Rows("extra", human: 0, synthetic: 40));
        var run = Run(folder);
        Assert.That(run.Out, Does.Contain("error DG3001: ratio of budgets/whole-repo is 47.1%, above the allowed 45%, in 340 records.").And.Contain("2 policies, 1 dataset, 6 budgets: 5 hold, 1 broken"));
        Assert.That(Checked(run), Is.EqualTo(["projects/ads"]));
        Assert.That(run.Out, Does.Contain("touches 2 of 4 policies").And.Not.Contain("projects/chat:intents —"));
    }

    [TestCase("rm -r")]
    [TestCase("rm policy")]
    [TestCase("git mv")]
    public void Datasets_that_a_budget_spans_no_more_touch_it(string how)
    {
        // Without the project of the most human rows the whole is 50% synthetic.
        using var folder = Monorepo.Committed(Root);
        if (how == "rm -r") Directory.Delete(folder.At("projects/chat"), recursive: true);
        else if (how == "rm policy") File.Delete(folder.At("projects/chat/datagate.yaml"));
        else
        {
            Directory.CreateDirectory(folder.At("moved"));
            folder.Git("mv", "projects/chat", "moved/chat");
        }
        var run = Run(folder);
        Assert.That((run.Exit, run.Out), Is.EqualTo((1, run.Out)), run.Out);
        Assert.That(run.Out, Does.Contain("error DG3001: ratio of budgets/whole-repo is 50%, above the allowed 45%"));
    }

    [Test]
    public void A_reference_at_a_revision_that_moves_touches()
    {
        using var folder = Monorepo.Committed();
        folder.Write("projects/ads/r.jsonl", Monorepo.Rows("real", 100, 0))
            .Write("projects/ads/datagate.yaml", Monorepo.Project("    reference: { files: [r.jsonl], revision: HEAD }\n")).Commit();
        folder.Write("projects/ads/r.jsonl", Monorepo.Rows("other", 100, 0)).Commit();
        Assert.That(Checked(Tool.Run(folder.Path, "check", "--affected", "--since", "HEAD~1")), Is.EqualTo(["projects/ads"]));
    }

    [Test]
    public void A_branch_s_own_changes_are_told_from_the_merge_base()
    {
        using var folder = Monorepo.Committed();
        folder.Git("checkout", "--quiet", "-b", "work");
        folder.Write("projects/ads/data/b.jsonl", Monorepo.Rows("mine", 5, 0)).Commit();
        folder.Git("checkout", "--quiet", "main");
        folder.Write("projects/search/data/b.jsonl", Monorepo.Rows("theirs", 5, 0)).Commit();
        folder.Git("checkout", "--quiet", "work");
        Assert.That(Checked(Tool.Run(folder.Path, "check", "--affected", "--since-merge-base", "main")), Is.EqualTo(["projects/ads"]));
    }

    [Test]
    public void Without_a_change_it_is_refused()
    {
        using var folder = Monorepo.Committed();
        var run = Tool.Run(folder.Path, "check", "--affected");
        Assert.That((run.Exit, run.Out), Is.EqualTo((2, "")));
        Assert.That(run.Error, Does.StartWith("datagate: error DG0020: --affected is told by a change: --since REV or --since-merge-base BRANCH says where it starts\n"));
        Assert.That(Tool.Run(folder.Path, "check", "--affected", "--since", "nowhere").Error, Is.EqualTo("datagate: error DG0032: the repository has no revision 'nowhere'\n"));
    }
}
