using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary>Every way out of the tool has its code, and none of them is silently green.</summary>
public sealed class ExitTests
{
    private const string Rows = """
        {"text": "where is my card", "source": "human", "label": "card"}
        {"text": "i lost my wallet at the station", "source": "model-a", "label": "lost"}
        {"text": "please close the account of my late father", "source": "human", "label": "close"}

        """;

    private static string Policy(string budgets, string more = "") => $$"""
        version: 1
        datasets:
          set:
            files: ["*.jsonl"]
            text: text
        {{more}}{{budgets}}
        """;

    private const string Duplicates = "    diversity: { exact-duplicates: { max: 0% } }\n";
    private const string Origin = "    origin: { field: source, human: [human], synthetic: [\"model-*\"] }\n";

    private static ToolRun Check(string policy, string? rows = Rows, params string[] args)
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", policy);
        if (rows is not null) folder.Write("a.jsonl", rows);
        return Tool.Run(folder.Path, ["check", .. args]);
    }

    private static void Expect(ToolRun run, int exit, string code)
    {
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
            Assert.That(run.Out + run.Error, Does.Contain(code));
        });
    }

    [Test]
    public void A_file_reached_by_a_link_is_read()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("links need rights there");
        using var folder = new Folder().Write("datagate.yaml", Policy(Duplicates)).Write("rows/a.txt", Rows);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a.jsonl"), Path.Combine("rows", "a.txt"));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
    }

    [Test]
    public void Every_budget_holds() => Expect(Check(Policy(Duplicates)), 0, "passed");

    [Test]
    public void A_broken_budget() => Expect(Check(Policy(Duplicates), Rows + Rows), 1, "error DG1002");

    [Test]
    public void A_broken_budget_of_severity_warning_is_no_failure() =>
        Expect(Check(Policy("    diversity: { exact-duplicates: { max: 0%, severity: warning } }\n"), Rows + Rows), 0, "warning DG1002");

    [Test]
    public void A_budget_that_is_off_judges_nothing() =>
        Expect(Check(Policy("    diversity: { exact-duplicates: { max: 0%, severity: off } }\n"), Rows + Rows), 3, "DG0502");

    [Test]
    public void No_arguments()
    {
        var run = Tool.Run(Path.GetTempPath());
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("check").And.Contain("measure"));
            Assert.That(run.Out, Is.Empty);
        });
    }

    [Test]
    public void Every_command_is_found_by_its_name_and_in_the_help()
    {
        var help = Tool.Run(Path.GetTempPath(), "--help").Out;
        Assert.Multiple(() =>
        {
            foreach (var name in CommandLine.Commands.Keys)
            {
                Assert.That(Tool.Run(Path.GetTempPath(), name, "--help").Out, Does.Match($"(?m)^  [^ ]+ {name} "), name);
                Assert.That(help, Does.Match($@"(?m)^  {name} "), name);
            }
        });
    }

    /// <summary>What can be completed is not what help lists: the page's names alone would fill a screen, and push all descriptions off it.</summary>
    [Test]
    public void Help_names_what_a_command_takes_and_not_each_value_of_it()
    {
        string[][] helps = [["--help"], .. CommandLine.Commands.Keys.Select(name => new[] { name, "--help" })];
        Assert.Multiple(() =>
        {
            foreach (var help in helps)
            {
                foreach (var line in Tool.Run(Path.GetTempPath(), help).Out.Split('\n').Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)).Where(columns => columns.Length > 1))
                    Assert.That(line[0], Has.Length.LessThanOrEqualTo(100), string.Join(' ', help));
            }
        });
    }

    [Test]
    public void Help_and_version_are_answers()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Tool.Run(Path.GetTempPath(), "--help").Exit, Is.Zero);
            Assert.That(Tool.Run(Path.GetTempPath(), "check", "--help").Out, Does.Contain("--dataset"));
            Assert.That(Tool.Run(Path.GetTempPath(), "--version").Exit, Is.Zero);
        });
    }

    [TestCase("--nonsense")]
    [TestCase("--format", "yaml")]
    [TestCase("--threads", "0")]
    [TestCase("--threads", "many")]
    [TestCase("--today", "yesterday")]
    [TestCase("--words", "letters")]
    [TestCase("--report", "html")]
    [TestCase("--report", "nonsense=x")]
    [TestCase("--dataset", "other")]
    [TestCase("--color", "pink")]
    public void A_wrong_flag(params string[] args) => Expect(Check(Policy(Duplicates), Rows, args), 2, "error DG0020");

    /// <summary>What reads as an option was forgotten a value before, and is not that value: it would be neither asked for nor told.</summary>
    [TestCase("check", "--format", "--no-cache")]
    [TestCase("check", "--words", "--no-cache")]
    [TestCase("check", "--color", "--no-cache")]
    [TestCase("check", "--verbosity", "--no-cache")]
    [TestCase("check", "--threads", "--no-cache")]
    [TestCase("check", "--since", "--no-such-option")]
    [TestCase("check", "--dataset", "set", "--dataset", "--no-cache")]
    [TestCase("measure", "a.jsonl", "--reference", "a.jsonl", "--no-such-option")]
    [TestCase("init", "a.jsonl", "-o", "--force")]
    public void An_option_is_no_value_of_the_one_before_it(params string[] args)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        var run = Tool.Run(folder.Path, args);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2), run.Out + run.Error);
            Assert.That(run.Error, Does.Match($"^datagate: error DG0020: [^\n]*'{args[^1]}'[^\n]*\r?\ndatagate: see 'dotnet datagate {args[0]} --help'\r?\n$"));
            Assert.That(run.Out, Is.Empty);
        });
    }

    [Test]
    public void A_value_behind_an_equals_sign_may_begin_as_options_do()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(Duplicates).Replace("  set:", "  \"--set\":", StringComparison.Ordinal)).Write("a.jsonl", Rows);
        Expect(Tool.Run(folder.Path, "check", "--dataset=--set"), 0, "passed");
        Expect(Tool.Run(folder.Path, "check", "--dataset", "--set"), 2, "write --dataset=--set");
    }

    [TestCase("measure", "a.jsonl", "--format", "yaml", "--format takes table or json, not 'yaml'")]
    [TestCase("check", "--color", "pink", "--color takes auto, always or never, not 'pink'")]
    [TestCase("completion", "tcsh", "SHELL takes bash, zsh, fish or pwsh, not 'tcsh'")]
    [TestCase("completion", "--", "-x", "SHELL takes bash, zsh, fish or pwsh, not '-x'")]
    [TestCase("completion", "--", "--words", "SHELL takes bash, zsh, fish or pwsh, not '--words'")]
    public void What_is_none_of_a_few_values_is_told_in_one_line(params string[] args)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        var run = Tool.Run(folder.Path, args[..^1]);
        Assert.That(run.Exit, Is.EqualTo(2), run.Out + run.Error);
        Assert.That(run.Error.ReplaceLineEndings("\n"), Is.EqualTo($"datagate: error DG0020: {args[^1]}\ndatagate: see 'dotnet datagate {args[0]} --help'\n"));
    }

    /// <summary>An empty name would be that of the folder that all others are in.</summary>
    [TestCase("measure", "")]
    [TestCase("measure", "a.jsonl", " ")]
    [TestCase("measure", "a.jsonl", "!")]
    [TestCase("measure", "a.jsonl", "--reference", "")]
    [TestCase("init", "", "-o", "-")]
    [TestCase("init", "a.jsonl", "--reference", "", "-o", "-")]
    public void An_empty_name_names_no_files(params string[] args)
    {
        using var folder = new Folder().Write("a.jsonl", Rows);
        Expect(Tool.Run(folder.Path, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token, args), 2, "error DG0020: a name of files is empty");
    }

    [Test]
    public void An_unknown_command() => Expect(Tool.Run(Path.GetTempPath(), "chekc"), 2, "error DG0020");

    [Test]
    public void No_policy()
    {
        using var folder = new Folder();
        Expect(Tool.Run(folder.Path, "check"), 2, "error DG0021");
        Expect(Tool.Run(folder.Path, "check", "."), 2, "error DG0021");
        Expect(Tool.Run(folder.Path, "check", "missing.yaml"), 2, "error DG0001");
    }

    [Test]
    public void The_nearest_policy_upward_is_found()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows).Write("deep/er/x.txt", "");
        Assert.That(Tool.Run(Path.Combine(folder.Path, "deep", "er"), "check").Exit, Is.Zero);
    }

    [Test]
    public void An_unknown_key_is_named_with_its_place_and_the_nearest_key() =>
        Expect(Check(Policy("    diversity: { exact-duplicate: { max: 0% } }\n")), 2, "datagate.yaml(6,18): error DG0002");

    [Test]
    public void All_errors_of_a_policy_are_told_at_once()
    {
        var run = Check(Policy("    diversity: { distinct-2: { max: 0.5 } }\n    nonsense: 1\n"));
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Out, Does.Contain("DG0006").And.Contain("DG0002"));
        });
    }

    [Test]
    public void No_file_matched() => Expect(Check(Policy(Duplicates), rows: null), 3, "error DG0503");

    [Test]
    public void No_file_matched_is_fine_where_the_policy_says_so() =>
        Expect(Check(Policy(Duplicates, "    allow-empty: true\n"), rows: null), 0, "passed");

    [TestCase("")]
    [TestCase("\n\n  \n")]
    public void Zero_records(string rows) => Expect(Check(Policy(Duplicates), rows), 3, "error DG0504");

    [Test]
    public void Zero_budgets() => Expect(Check(Policy("")), 3, "error DG0502");

    [Test]
    public void An_unreadable_file()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        // A text that calls itself gzip is unreadable for every user, root too.
        folder.Write("b.jsonl.gz", "not gzip").Write("datagate.yaml", Policy(Duplicates).Replace("[\"*.jsonl\"]", "[\"*.jsonl\", \"*.gz\"]", StringComparison.Ordinal));
        Expect(Tool.Run(folder.Path, "check"), 3, "error DG9010");
    }

    [Test]
    public void A_malformed_row_fails_and_the_rest_is_read() =>
        Expect(Check(Policy(Duplicates), Rows + "{\"text\": \"cut\n" + Rows.Replace("a", "b", StringComparison.Ordinal)), 1, "a.jsonl(4,");

    [Test]
    public void Unlabelled_origin() =>
        Expect(Check(Policy("    synthetic: { ratio: { max: 90% } }\n", Origin), Rows + "{\"text\": \"whose is this\"}\n"), 1, "a.jsonl(4,1): error DG3004");

    [Test]
    public void Unlabelled_origin_taken_for_human_is_no_error() =>
        Expect(Check(Policy("    synthetic: { ratio: { max: 90% } }\n", Origin.Replace(" }", ", unlabelled: human }", StringComparison.Ordinal)), Rows + "{\"text\": \"whose is this\"}\n"), 0, "passed");

    [Test]
    public void A_field_that_no_record_has() =>
        Expect(Check(Policy("    tails: { t: { where: { colour: red }, count: { min: 0 } } }\n")), 3, "error DG0505");

    [Test]
    public void Too_few_records_for_an_estimate() => Expect(Check(Policy("    diversity: { distinct-2: { min: 0.1 } }\n")), 3, "error DG0501");

    [Test]
    public void Too_few_records_where_that_is_worth_a_note() =>
        Expect(Check(Policy("    diversity: { distinct-2: { min: 0.1, not-judged: note }, exact-duplicates: 0% }\n")), 0, "note DG0501");

    [Test]
    public void A_constant_dataset_is_total_collapse_at_any_size()
    {
        var rows = string.Concat(Enumerable.Repeat("{\"text\": \"the very same text\"}\n", 20));
        Expect(Check(Policy("    diversity: { distinct-2: { min: 0.5 } }\n"), rows), 1, "error DG1001");
        Expect(Check(Policy(Duplicates), rows), 1, "error DG1002");
        Expect(Check(Policy("    diversity: { opening-share: { max: 50% } }\n"), rows), 1, "error DG1003");
    }

    [Test]
    public void A_single_record_is_judged_by_facts_and_not_by_estimates()
    {
        const string Row = "{\"text\": \"alone\", \"source\": \"model-a\"}\n";
        Expect(Check(Policy(Duplicates), Row), 0, "passed");
        Expect(Check(Policy("    diversity: { distinct-1: { min: 0.5 } }\n"), Row), 3, "error DG0501");
        Expect(Check(Policy("    synthetic: { ratio: { max: 50% } }\n", Origin), Row), 1, "error DG3001");
    }

    [Test]
    public void A_report_that_cant_be_written() =>
        Expect(Check(Policy(Duplicates), Rows, "--report", "json=no/such/folder/x.json"), 2, "error DG0022");

    [Test]
    public void A_report_file_is_written_whole()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        var run = Tool.Run(folder.Path, "check", "--report", "json=out.json", "--format", "msbuild");
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "out.json")));
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero);
            Assert.That(run.Out, Is.Empty);
            Assert.That(json.RootElement.GetProperty("datasets")[0].GetProperty("documents").GetInt64(), Is.EqualTo(3));
            Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(3), "no temporary file stays");
        });
    }

    [Test]
    public void Json_goes_to_standard_output_whatever_the_exit()
    {
        foreach (var (rows, exit) in new[] { (Rows, 0), (Rows + Rows, 1), ("", 3) })
        {
            var run = Check(Policy(Duplicates), rows, "--format", "json");
            using var json = JsonDocument.Parse(run.Out);
            Assert.Multiple(() =>
            {
                Assert.That(run.Exit, Is.EqualTo(exit));
                Assert.That(json.RootElement.GetProperty("schema").GetInt32(), Is.EqualTo(1));
            });
        }
    }

    [Test]
    public void A_stop_before_the_end_is_no_verdict()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        Expect(Tool.Run(folder.Path, new CancellationToken(canceled: true), "check"), 130, "interrupted");
    }

    [Test]
    public void A_defect_says_what_to_report()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy(Duplicates)).Write("a.jsonl", Rows);
        using var error = new StringWriter();
        var exit = CommandLine.Run(["check"], new Host { Out = new Broken(), Error = error, Folder = folder.Path, Today = Tool.Today });
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(70));
            Assert.That(error.ToString(), Does.Contain("DG0070").And.Contain("a defect in DataGate").And.Contain("not foreseen"));
        });
    }

    private sealed class Broken : StringWriter
    {
        public override void Write(char value) => throw new InvalidOperationException("not foreseen");

        public override void Write(string? value) => throw new InvalidOperationException("not foreseen");

        public override void Write(char[] buffer, int index, int count) => throw new InvalidOperationException("not foreseen");
    }
}
