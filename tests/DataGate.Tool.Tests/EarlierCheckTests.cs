using DataGate.Files.Reports;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>What a check takes from an earlier one: all of it where nothing has changed, and nothing else.</summary>
public sealed class EarlierCheckTests
{
    private const string Told = "an earlier check";

    private const string Policy = """
        version: 1
        extends: [base.yaml]
        datasets:
          d:
            files: ["data/*.jsonl"]
            text: text
            label: label
            origin: { field: source, human: { values: [human], files: ["data/human*.jsonl"] }, synthetic: { values: [model] } }
            reference: { files: ["reference/*.jsonl"] }
            splits: { train: ["data/a*.jsonl"], test: ["data/b*.jsonl", "other/*.jsonl"] }
            taxonomy: { field: label, leaves: leaves.yaml, covered: { min: 10% } }
            diversity: { exact-duplicates: 90%, distinct-1: { min: 0.01, history: { worse-by: 5% }, not-judged: note } }

        """;

    private static readonly string[] s_detailed = ["--verbosity", "detailed"];

    private static Folder Whole()
    {
        var folder = new Folder();
        return folder.Write("datagate.yaml", Policy).Write("base.yaml", "version: 1\ndefaults: { min-records: 2 }\n").Write("leaves.yaml", "- a\n- b\n")
            .Write("data/a.jsonl", Rows("a", "red", "green")).Write("data/b.jsonl", Rows("b", "blue", "black")).Write("reference/r.jsonl", Rows("a", "white", "grey"));
    }

    private static string Rows(string label, params string[] words) =>
        string.Concat(words.Select(word => $"{{\"text\": \"{word} {word}s\", \"label\": \"{label}\", \"source\": \"human\"}}\n"));

    private static ToolRun Check(string folder, string cache, params string[] args) =>
        Tool.Run(folder, new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = cache }, ["check", .. args, .. s_detailed]);

    private static bool IsTold(ToolRun run) => run.Error.Contains(Told, StringComparison.Ordinal);

    /// <summary>Which fields there are besides is no part of a report.</summary>
    [Test]
    public void What_is_told_beside_the_reports_is_told_again()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy).Write("base.yaml", "version: 1\n").Write("leaves.yaml", "- a\n").Write("reference/r.jsonl", Rows("a", "white"))
            .Write("data/a.jsonl", "{\"body\": \"one\"}\n{\"body\": \"two\"}\n").Write("other/b.jsonl", "");
        using var home = new Folder();
        var first = Check(folder.Path, home.Path);
        Assert.That(first.Error, Does.Contain("have these fields: body"));
        Assert.That(Check(folder.Path, home.Path).Error, Is.EqualTo(first.Error));
    }

    /// <summary>A check, again, and once more after something is done: the second is told, the third is not and says what one without cache says.</summary>
    private static void AssertNoticed(string folder, Action change, string[]? before = null, string[]? after = null)
    {
        using var home = new Folder();
        var cache = Path.Combine(home.Path, "cache");
        var first = Check(folder, cache, before ?? []);
        Assert.That(IsTold(first), Is.False, first.Error);
        Assert.That(IsTold(Check(folder, cache, before ?? [])), Is.True, "the check was not kept: " + first.Error + first.Out);
        change();
        var noticed = Check(folder, cache, after ?? before ?? []);
        var fresh = Check(folder, cache, [.. after ?? before ?? [], "--no-cache"]);
        Assert.Multiple(() =>
        {
            Assert.That(IsTold(noticed), Is.False, "the change went unnoticed");
            Assert.That((noticed.Exit, noticed.Out), Is.EqualTo((fresh.Exit, fresh.Out)));
        });
    }

    private static IEnumerable<string> Samples() => Directory.GetDirectories(Path.Combine(Repository.Root, "samples"))
        .Where(folder => File.Exists(Path.Combine(folder, "datagate.yaml"))).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Samples))]
    public void It_says_the_same_to_the_byte_in_every_format(string sample)
    {
        using var home = new Folder();
        var reports = ReportCatalog.All.Select(report => report.Name).Where(name => name is not "html").ToList();
        string[] files = [.. reports.Select(name => Path.Combine(home.Path, "report." + name))];
        string Everything(int threads, bool caches, out bool isTold)
        {
            var summary = Path.Combine(home.Path, "summary.md");
            File.Delete(summary);
            var variables = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["DATAGATE_CACHE"] = Path.Combine(home.Path, "cache"), ["GITHUB_ACTIONS"] = "true", ["GITHUB_STEP_SUMMARY"] = summary,
            };
            var run = Tool.Run(Repository.Root, variables,
                ["check", "samples/" + sample, "--threads", $"{threads}", .. reports.SelectMany((name, i) => new[] { "--report", $"{name}={files[i]}" }), .. caches ? [] : new[] { "--no-cache" }, .. s_detailed]);
            isTold = IsTold(run);
            return string.Join('\0', [$"{run.Exit}", run.Out, File.ReadAllText(summary), .. files.Select(File.ReadAllText)]);
        }

        var due = Everything(1, caches: false, out _);
        var kept = Everything(3, caches: true, out var first);
        foreach (var file in files) File.Delete(file);
        var told = Everything(2, caches: true, out var second);
        Assert.That((first, second), Is.EqualTo((false, true)));
        Assert.Multiple(() =>
        {
            Assert.That(kept, Is.EqualTo(due));
            Assert.That(told, Is.EqualTo(due));
        });
    }

    [TestCase("data/a.jsonl")]
    [TestCase("reference/r.jsonl")]
    [TestCase("datagate.yaml")]
    [TestCase("base.yaml")]
    [TestCase("leaves.yaml")]
    public void A_byte_that_changes_under_the_same_times_and_length_is_noticed(string name)
    {
        using var folder = Whole();
        var file = Path.Combine(folder.Path, name);
        AssertNoticed(folder.Path, () =>
        {
            var written = File.GetLastWriteTimeUtc(file);
            var bytes = File.ReadAllBytes(file);
            // A letter of a text; in a policy a digit, in a list of leaves their name.
            var at = Array.LastIndexOf(bytes, name.EndsWith(".jsonl", StringComparison.Ordinal) ? (byte)'r' : name == "leaves.yaml" ? (byte)'b' : (byte)'1');
            bytes[at]++;
            File.WriteAllBytes(file, bytes);
            File.SetLastWriteTimeUtc(file, written);
        });
    }

    [TestCase("data/c.jsonl", TestName = "a new file of the dataset is noticed")]
    [TestCase("data/human-a.jsonl", TestName = "a new file of people's is noticed")]
    [TestCase("reference/new.jsonl", TestName = "a new file of the reference is noticed")]
    [TestCase("other/o.jsonl", TestName = "a new file that only a split names is noticed")]
    [TestCase("datagate.baseline", TestName = "a new baseline is noticed")]
    public void A_new_file_is_noticed(string name)
    {
        using var folder = Whole();
        AssertNoticed(folder.Path, () => folder.Write(name, name.EndsWith(".jsonl", StringComparison.Ordinal) ? Rows("a", "pink") : "datagate-baseline 1\n"));
    }

    [TestCase("data/b.jsonl")]
    [TestCase("reference/r.jsonl")]
    public void A_file_that_goes_is_noticed(string name)
    {
        using var folder = Whole();
        AssertNoticed(folder.Path, () => File.Delete(Path.Combine(folder.Path, name)));
    }

    [Test]
    public void A_file_that_moves_is_noticed()
    {
        using var folder = Whole();
        AssertNoticed(folder.Path, () => File.Move(Path.Combine(folder.Path, "data/b.jsonl"), Path.Combine(folder.Path, "data/aa.jsonl")));
    }

    [Test]
    public void A_base_that_now_is_a_link_out_of_the_repository_is_noticed()
    {
        using var folder = Whole();
        using var outside = new Folder();
        var file = Path.Combine(folder.Path, "base.yaml");
        outside.Write("base.yaml", File.ReadAllText(file));
        AssertNoticed(folder.Path, () =>
        {
            File.Delete(file);
            File.CreateSymbolicLink(file, Path.Combine(outside.Path, "base.yaml"));
        });
    }

    [Test]
    public void A_nearer_policy_is_noticed()
    {
        using var folder = Whole();
        AssertNoticed(Path.Combine(folder.Path, "data"), () => folder.Write("data/datagate.yaml", "version: 1\ndatasets:\n  d: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 0% } }\n"));
    }

    [Test]
    public void A_repository_that_now_reaches_further_is_noticed()
    {
        using var folder = new Folder();
        folder.Write("inner/datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"*.jsonl\"], text: text, diversity: { exact-duplicates: 0% } }\n")
            .Write("inner/a.jsonl", Rows("a", "red")).Write("b.jsonl", Rows("a", "red"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "inner", "link.jsonl"), "../b.jsonl");
        AssertNoticed(Path.Combine(folder.Path, "inner"), () => Directory.CreateDirectory(Path.Combine(folder.Path, ".git")));
    }

    [TestCase("--today", "2027-01-02")]
    [TestCase("--words", "whitespace")]
    [TestCase("--memory", "64MB")]
    [TestCase("--format", "json")]
    [TestCase("--color", "always")]
    [TestCase("--allow-outside", null)]
    public void What_else_is_asked_for_counts(string option, string? value)
    {
        using var folder = Whole();
        AssertNoticed(folder.Path, () => { }, [], [option, .. value is null ? [] : new[] { value }]);
    }

    [Test]
    public void Another_report_counts_and_another_name_of_its_file_does_not()
    {
        using var folder = Whole();
        using var home = new Folder();
        ToolRun Report(string report) => Check(folder.Path, Path.Combine(home.Path, "cache"), "--report", report);
        Report("json=one.json");
        Assert.That(IsTold(Report("json=two.json")), Is.True);
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "two.json")), Is.EqualTo(File.ReadAllText(Path.Combine(folder.Path, "one.json"))));
        Assert.That(IsTold(Report("sarif=two.sarif")), Is.False);
    }

    [Test]
    public void Where_it_is_run_from_counts()
    {
        using var folder = Whole();
        using var home = new Folder();
        var cache = Path.Combine(home.Path, "cache");
        Check(folder.Path, cache);
        Assert.That(IsTold(Check(Path.Combine(folder.Path, "data"), cache)), Is.False);
        Assert.That(IsTold(Check(folder.Path, cache)), Is.True);
    }

    [Test]
    public void A_commit_counts_where_the_age_of_the_reference_is_asked_for()
    {
        using var repository = new GitFolder();
        repository.Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [a.jsonl], text: text, reference: { files: [r.jsonl], max-age: 3650d }, diversity: { exact-duplicates: 90% } }\n")
            .Write("a.jsonl", Rows("a", "red")).Write("r.jsonl", Rows("a", "green")).Commit(date: "2026-01-01T00:00:00Z");
        AssertNoticed(repository.Path, () => repository.Commit(date: "2026-02-01T00:00:00Z"));
    }

    [Test]
    public void A_branch_that_moves_is_noticed()
    {
        using var repository = new GitFolder();
        repository.Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 90% } }\n").Write("a.jsonl", Rows("a", "red")).Commit();
        repository.Write("a.jsonl", Rows("a", "red", "green")).Git("branch", "base");
        AssertNoticed(repository.Path, () =>
        {
            repository.Commit();
            repository.Git("branch", "--force", "base", "HEAD");
        }, ["--since", "base"]);
    }

    [Test]
    public void An_entry_that_is_cut_off_or_changed_anywhere_is_none()
    {
        using var folder = Whole();
        using var home = new Folder();
        var cache = Path.Combine(home.Path, "cache");
        var due = Check(folder.Path, cache).Out;
        var entry = Directory.GetFiles(Path.Combine(cache, "checks-1")).Single();
        var bytes = File.ReadAllBytes(entry);
        var random = new Random(20261121);
        for (var round = 0; round < 60; round++)
        {
            var broken = (byte[])bytes.Clone();
            if (round % 2 == 0) broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            else broken = broken[..random.Next(broken.Length)];
            File.WriteAllBytes(entry, broken);
            var run = Check(folder.Path, cache);
            Assert.That((IsTold(run), run.Out), Is.EqualTo((false, due)));
        }
        File.WriteAllBytes(entry, bytes);
        Assert.That(IsTold(Check(folder.Path, cache)), Is.True, "the entry itself is fine");
    }

    [Test]
    public void An_entry_of_another_check_is_none()
    {
        using var folder = Whole();
        using var home = new Folder();
        var cache = Path.Combine(home.Path, "cache");
        Check(folder.Path, cache);
        var entry = Directory.GetFiles(Path.Combine(cache, "checks-1")).Single();
        var bytes = File.ReadAllBytes(entry);
        Check(folder.Path, cache, "--words", "whitespace");
        var other = Directory.GetFiles(Path.Combine(cache, "checks-1")).Single(file => file != entry);
        File.WriteAllBytes(other, bytes);
        Assert.That(IsTold(Check(folder.Path, cache, "--words", "whitespace")), Is.False);
    }

    [Test]
    public void In_a_pipeline_only_a_cache_that_is_named_is_believed([Values("CI", "TF_BUILD")] string pipeline)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("HOME is not where its cache is");
        using var folder = Whole();
        using var home = new Folder();
        ToolRun Run(params (string Name, string Value)[] variables) => Tool.Run(folder.Path, variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal), ["check", .. s_detailed]);
        Run(("HOME", home.Path));
        Assert.Multiple(() =>
        {
            Assert.That(IsTold(Run(("HOME", home.Path))), Is.True);
            Assert.That(IsTold(Run(("HOME", home.Path), (pipeline, "false"))), Is.True);
            Assert.That(IsTold(Run(("HOME", home.Path), (pipeline, "true"))), Is.False);
            Run(("DATAGATE_CACHE", Path.Combine(home.Path, "named")), (pipeline, "true"));
            Assert.That(IsTold(Run(("DATAGATE_CACHE", Path.Combine(home.Path, "named")), (pipeline, "true"))), Is.True);
        });
    }

    /// <summary>Who names a cache and waits all the same is told why; who names none isn't, nor who wants none.</summary>
    [TestCase("", "DATAGATE_CACHE", true)]
    [TestCase("--all", "DATAGATE_CACHE", true)]
    [TestCase("--no-cache", "DATAGATE_CACHE", false)]
    [TestCase("", "XDG_CACHE_HOME", false)]
    public void A_named_cache_that_others_may_read_is_told(string option, string variable, bool isTold)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("needs modes of files");
            return;
        }
        using var folder = Whole();
        using var home = new Folder();
        var cache = Directory.CreateDirectory(Path.Combine(home.Path, "datagate")).FullName;
        File.SetUnixFileMode(cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        string[] args = option.Length == 0 ? ["check"] : ["check", option];
        var run = Tool.Run(folder.Path, new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = variable == "DATAGATE_CACHE" ? cache : home.Path }, args);
        var told = $"datagate: nothing is cached: {cache} is open to other users: close it with chmod 700\n";
        Assert.Multiple(() =>
        {
            Assert.That(run.Error.Split(told), Has.Length.EqualTo(isTold ? 2 : 1), run.Error);
            Assert.That(run.Out, Is.EqualTo(Tool.Run(folder.Path, "check").Out).Or.Contain("datagate: 1 policy"));
            Assert.That(Directory.GetFileSystemEntries(cache), Is.Empty);
        });
    }

    [Test]
    public void Files_where_the_caches_own_folders_are_to_be_cost_time_and_nothing_else()
    {
        using var folder = Whole();
        using var home = new Folder();
        var cache = Path.Combine(home.Path, "cache");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = cache };
        var first = Tool.Run(folder.Path, variables, ["check"]);
        var kept = Directory.GetFileSystemEntries(cache);
        Assert.That(kept, Has.Length.AtLeast(2));
        foreach (var entry in kept)
        {
            Directory.Delete(entry, recursive: true);
            File.WriteAllText(entry, "");
        }
        for (var i = 0; i < 2; i++)
        {
            var run = Tool.Run(folder.Path, variables, ["check"]);
            Assert.That((run.Exit, run.Out, run.Error), Is.EqualTo((first.Exit, first.Out, first.Error)));
        }
    }

    [TestCase("--no-cache")]
    [TestCase("--all")]
    public void Some_checks_are_always_made(string option)
    {
        using var folder = Whole();
        using var home = new Folder();
        for (var round = 0; round < 2; round++) Assert.That(IsTold(Check(folder.Path, Path.Combine(home.Path, "cache"), option)), Is.False);
        Assert.That(IsTold(Check(folder.Path, Path.Combine(home.Path, "cache"))), Is.False, "and leave nothing behind");
    }

    [Test]
    public void What_a_model_says_is_asked_again()
    {
        using var folder = Whole();
        using var home = new Folder();
        folder.Write("datagate.yaml", Policy.Replace("exact-duplicates: 90%", "exact-duplicates: 90%, mean-cosine: { max: 1 }", StringComparison.Ordinal));
        for (var round = 0; round < 2; round++) Assert.That(IsTold(Check(folder.Path, Path.Combine(home.Path, "cache"))), Is.False);
    }

    [Test]
    public void A_policy_that_is_wrong_is_read_again()
    {
        using var folder = Whole();
        using var home = new Folder();
        folder.Write("datagate.yaml", "version: 2\n");
        for (var round = 0; round < 2; round++)
        {
            var run = Check(folder.Path, Path.Combine(home.Path, "cache"));
            Assert.That((run.Exit, IsTold(run)), Is.EqualTo((ExitCodes.Usage, false)));
        }
    }
}
