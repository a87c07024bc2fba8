using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary><c>init</c> writes a policy that the reader takes, that fresh data like the reference passes, and that collapsed data fails.</summary>
public sealed class InitTests
{
    private static string[] Lines(params string[] path) => File.ReadAllLines(Path.Combine([Repository.Root, "samples", .. path]));

    private static string[] Reference => Lines("support-intents", "reference", "human.jsonl");

    private static string[] FreshHumans => Lines("support-intents", "data", "human.jsonl");

    /// <summary>As many rows as the fresh ones, of three templates.</summary>
    private static string[] Templates =>
    [
        .. Enumerable.Range(0, 300).Select(i => (i % 3) switch
        {
            0 => $"{{\"text\": \"how do i get a new {Nouns[i / 3 % Nouns.Length]} for my account\", \"intent\": \"a\"}}",
            1 => $"{{\"text\": \"please tell me where my {Nouns[i / 3 % Nouns.Length]} is\", \"intent\": \"b\"}}",
            _ => $"{{\"text\": \"i want to report a lost {Nouns[i / 3 % Nouns.Length]}\", \"intent\": \"c\"}}",
        }),
    ];

    private static readonly string[] s_nouns = ["card", "bill", "phone", "ticket", "order", "check", "key", "pin", "loan", "book"];

    private static string[] Nouns => s_nouns;

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static Folder With(string[] data, string[] reference) => new Folder().Write("data/a.jsonl", Text(data)).Write("reference.jsonl", Text(reference));

    private static Folder Humans() => With(FreshHumans, Reference);

    private static string Policy(Folder folder, string name = "datagate.yaml") => File.ReadAllText(Path.Combine(folder.Path, name));

    private static ToolRun Init(Folder folder, params string[] args)
    {
        var run = Tool.Run(folder.Path, ["init", .. args]);
        Assert.That(run.Exit, Is.Zero, run.Error);
        return run;
    }

    private static int Check(Folder folder, string[] data, string policy = "datagate.yaml")
    {
        folder.Write("data/a.jsonl", Text(data));
        var run = Tool.Run(folder.Path, "check", policy);
        Assert.That(run.Error, Is.Empty);
        return run.Exit;
    }

    private static string[] Half(string[] lines, int which) => [.. lines.Where((_, i) => i % 2 == which)];

    [Test]
    public void Without_files_it_takes_what_looks_like_data_where_that_is_one_thing()
    {
        using var folder = new Folder().Write("data/deep/a.jsonl", Text(FreshHumans)).Write("data/b.tsv", Text(Reference)).Write("README.md", "words").Write(".cache/c.jsonl", Text(Reference)).Write("package.json", "{}");
        Assert.That(Tool.Run(folder.Path, "init").Error, Does.Contain("more than one thing here looks like data: name what is one dataset, of 'data/**/*.jsonl' (1), 'data/**/*.tsv' (1); a set of people's texts goes behind --reference\n"));
        File.Move(Path.Combine(folder.Path, "data", "b.tsv"), Path.Combine(folder.Path, "data", "b.jsonl"));
        Assert.That(Init(folder).Error, Does.StartWith("datagate: no FILES were named: the data is data/**/*.jsonl (2 files)\n"));
        Assert.That(Policy(folder), Does.Contain("files: [\"data/**/*.jsonl\"]"));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
    }

    [Test]
    public void In_a_repository_what_it_ignores_is_no_data()
    {
        using var folder = new GitFolder();
        folder.Write("project/a.jsonl", Text(FreshHumans)).Write("project/.gitignore", "/made/\n").Write("project/made/d.jsonl", Text(Templates)).Write("other/e.csv", "text\nx\n");
        Assert.That(Tool.Run(folder.At("project"), "init", "-o", "-").Error, Does.StartWith("datagate: no FILES were named: the data is *.jsonl (1 file)\n"));
    }

    [Test]
    public void The_policy_leaves_out_what_git_ignores_as_the_count_does()
    {
        using var folder = new GitFolder();
        folder.Write("data/a.jsonl", Text(FreshHumans)).Write(".gitignore", "made/\n*.tmp.jsonl\n").Write("data/deep/made/d.jsonl", Text(Templates)).Write("data/b.tmp.jsonl", Text(Templates));
        var run = Tool.Run(folder.Path, "init");
        Assert.That(run.Error, Does.StartWith("datagate: no FILES were named: the data is data/**/*.jsonl (1 file), without what git ignores: data/b.tmp.jsonl, data/deep/made/**\n"));
        Assert.That(File.ReadAllText(folder.At("datagate.yaml")), Does.Contain("files: [\"data/**/*.jsonl\", \"!data/b.tmp.jsonl\", \"!data/deep/made/**\"]"));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("data — 1 file, "));
    }

    [Test]
    public void What_the_glob_reads_besides_what_was_counted_is_told()
    {
        using var folder = new GitFolder();
        folder.Write("data/a.jsonl", Text(FreshHumans)).Write(".gitignore", "data/odd[1].jsonl\n".Replace("[", "\\[", StringComparison.Ordinal)).Write("data/odd[1].jsonl", Text(Templates));
        Assert.That(Tool.Run(folder.Path, "init").Error, Does.Contain("datagate: warning: data/**/*.jsonl matches 1 file more, hidden or ignored by git, and the check reads all that match: data/odd[1].jsonl\n"));
    }

    [Test]
    public void Without_files_and_without_data_it_says_so()
    {
        using var folder = new Folder().Write("package.json", "{}").Write("notes.txt", "words");
        var run = Tool.Run(folder.Path, "init");
        Assert.That((run.Exit, run.Error), Is.EqualTo((2, "datagate: error DG0020: nothing here looks like data by its name (*.jsonl, *.csv, *.tsv, *.parquet and the like): name the files\n")));
    }

    [Test]
    public void The_policy_from_a_reference()
    {
        using var folder = Humans();
        var run = Init(folder, "data/*.jsonl", "--reference", "reference.jsonl");
        Snapshot.Match(Policy(folder));
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Is.Empty);
            Assert.That(run.Error.ReplaceLineEndings("\n"), Does.Match(@"^datagate: the label is taken from the field 'intent'; --label names another
datagate: wrote datagate\.yaml: [0-9]+ budgets, from 199 random splits of the reference \(600 records\)
datagate: next: dotnet datagate check
$"));
        });
    }

    /// <summary>What got no bound is a comment in the policy, and no budget.</summary>
    [TestCase(1, 3)]
    [TestCase(2, 4)]
    [TestCase(300, 1)]
    public void As_many_budgets_are_told_as_are_written(int texts, int words)
    {
        using var folder = new Folder().Write("a.jsonl", string.Concat(Enumerable.Range(0, 300).Select(i => $"{{\"text\": \"{string.Join(' ', Enumerable.Range(0, words).Select(word => $"w{(i % texts) + word}"))}\"}}\n")));
        var run = Tool.Run(folder.Path, "init", "a.jsonl", "--text", "text");
        if (run.Exit != 0)
        {
            Assert.That(run.Error, Does.Contain("no policy was written: "));
            return;
        }
        var written = Policy(folder).Split('\n').Count(line => line.StartsWith("      ", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal) && !line.TrimStart().StartsWith('#'));
        Assert.That(run.Error, Does.Match($@"wrote datagate\.yaml: {written} budgets?, from"), Policy(folder));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero, Policy(folder));
    }

    [Test]
    public void The_policy_from_the_human_slice()
    {
        using var folder = new Folder().Write("data/human.jsonl", Text(FreshHumans)).Write("data/generated.jsonl", Text(Lines("support-intents", "data", "generated.jsonl")));
        Init(folder, "data/*.jsonl", "--reference", "human", "--origin", "source", "--name", "support intents");
        Snapshot.Match(Policy(folder));
        var check = Tool.Run(folder.Path, "check");
        // Human and whole are fine. The sample's generated part swaps synonyms by rule: that stands out, though hardly more than chance.
        Assert.That(check.Exit, Is.Zero, check.Out);
        Assert.That(check.Out.Split('\n').Where(line => line.Contains(": warning ", StringComparison.Ordinal)), Has.All.Match("warning DG2001: token-js(-2)? of synthetic is .*inside its interval").And.Exactly(2).Items);
    }

    [Test]
    public void The_policy_from_the_data_itself()
    {
        using var folder = Humans();
        var run = Init(folder, "data/a.jsonl");
        Snapshot.Match(Policy(folder));
        Assert.Multiple(() =>
        {
            Assert.That(run.Error, Does.Contain("They can't catch what had collapsed before, nor drift from reality; --reference FILES"));
            Assert.That(Policy(folder), Does.Contain("It can't catch what had collapsed before, nor drift from reality: a divergence has nothing to be measured from."));
        });
    }

    [Test]
    public void Fresh_human_draws_pass_and_templates_fail_by_a_reference()
    {
        using var folder = Humans();
        Init(folder, "data/*.jsonl", "--reference", "reference.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(Check(folder, FreshHumans), Is.Zero);
            Assert.That(Check(folder, Half(Reference, 0)), Is.Zero);
            Assert.That(Check(folder, Half(Reference, 1)), Is.Zero);
            Assert.That(Check(folder, Templates), Is.EqualTo(1));
            Assert.That(Check(folder, [.. FreshHumans[..150], .. FreshHumans[..150]]), Is.EqualTo(1));
        });
    }

    [Test]
    public void Fresh_human_draws_pass_and_templates_fail_by_the_data_itself()
    {
        using var folder = Humans();
        Init(folder, "data/*.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(Check(folder, FreshHumans), Is.Zero);
            Assert.That(Check(folder, Half(Reference, 0)), Is.Zero);
            Assert.That(Check(folder, Half(Reference, 1)), Is.Zero);
            Assert.That(Check(folder, Templates), Is.EqualTo(1));
            Assert.That(Check(folder, [.. FreshHumans[..150], .. FreshHumans[..150]]), Is.EqualTo(1));
        });
    }

    [Test]
    public void Of_the_data_only_its_size_makes_bounds()
    {
        using var humans = Humans();
        using var templates = With(Templates, Reference);
        using var fewer = With(FreshHumans[..200], Reference);
        foreach (var folder in new[] { humans, templates, fewer }) Init(folder, "data/*.jsonl", "--reference", "reference.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(Policy(templates), Is.EqualTo(Policy(humans)));
            Assert.That(Policy(fewer), Is.Not.EqualTo(Policy(humans)));
        });
    }

    [Test]
    public void The_policy_is_the_same_with_any_number_of_threads()
    {
        using var folder = Humans();
        var one = Init(folder, "data/*.jsonl", "--reference", "reference.jsonl", "-o", "-", "--threads", "1").Out;
        Assert.That(Init(folder, "data/*.jsonl", "--reference", "reference.jsonl", "-o", "-", "--threads", "3").Out, Is.EqualTo(one));
    }

    [TestCase("exactdup000_r0.jsonl", 0)]
    [TestCase("exactdup000_r1.jsonl", 0)]
    [TestCase("exactdup095_r0.jsonl", 1)]
    public void The_ladder_of_exact_duplicates(string level, int exit)
    {
        string[] Ladder(string file) => File.ReadAllLines(Repository.SharedData("dev", "ladder", "dup_exact_clinc", file));
        using var folder = With(Ladder("exactdup000_r0.jsonl"), Ladder("reference.jsonl"));
        Init(folder, "data/*.jsonl", "--reference", "reference.jsonl");
        Assert.That(Check(folder, Ladder(level)), Is.EqualTo(exit));
    }

    [Test]
    public void A_policy_that_stands_is_overwritten_by_force_alone()
    {
        using var folder = Humans().Write("datagate.yaml", "mine");
        var refused = Tool.Run(folder.Path, "init", "data/*.jsonl");
        Assert.That((refused.Exit, Policy(folder)), Is.EqualTo((2, "mine")));
        Assert.That(refused.Error, Does.StartWith("datagate: error DG0025: 'datagate.yaml' stands already"));
        Init(folder, "data/*.jsonl", "--force");
        Assert.That(Policy(folder), Does.Contain("version: 1"));
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "datagate.yaml", "reference.jsonl" }));
    }

    [Test]
    public void Files_are_relative_to_the_policy()
    {
        using var folder = Humans();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "gate"));
        var run = Init(folder, "data", "!data/x*", "--reference", "./reference.jsonl", "-o", "gate/intents.yaml");
        var policy = Policy(folder, "gate/intents.yaml");
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Contain("    files: [\"../data/**\", \"!../data/x*\"]\n").And.Contain("      files: [\"../reference.jsonl\"]\n"));
            Assert.That(run.Error, Does.Contain("wrote gate/intents.yaml: ").And.EndsWith("datagate: next: dotnet datagate check gate/intents.yaml" + Environment.NewLine));
            Assert.That(Check(folder, FreshHumans, "gate/intents.yaml"), Is.Zero);
        });
    }

    [Test]
    public void To_standard_output()
    {
        using var folder = Humans().Write("datagate.yaml", "mine");
        var run = Init(folder, "data/*.jsonl", "-o", "-");
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.StartWith("# Drafted from the data itself, 300 records").And.EndWith("\n"));
            Assert.That(run.Error, Does.Contain("next: save it as datagate.yaml, then dotnet datagate check"));
            Assert.That(Policy(folder), Is.EqualTo("mine"));
        });
    }

    [TestCase("\"quoted\": #1 [x]")]
    [TestCase("größe 漢字 😀")]
    [TestCase("null")]
    public void Hostile_names(string name)
    {
        using var folder = new Folder().Write($"{name}/{name}.jsonl", Text(FreshHumans));
        Init(folder, name + "/*.jsonl");
        var check = Tool.Run(folder.Path, "check");
        Assert.That(check.Exit, Is.Zero, check.Out + check.Error);
        Assert.That(check.Out, Does.StartWith($"{name} — 1 file, 300 records"));
    }

    [Test]
    public void Too_few_records_write_nothing()
    {
        using var folder = With(FreshHumans, Reference[..199]);
        using var small = With(FreshHumans[..99], Reference);
        (Folder Folder, string[] Args, string Says)[] cases =
        [
            (folder, ["data/*.jsonl", "--reference", "reference.jsonl"], "the reference has 199 records, and bounds need 200 to be split"),
            (small, ["data/*.jsonl", "--reference", "reference.jsonl"], "the data has 99 records, and needs 100 to be judged"),
            (small, ["data/*.jsonl"], "the data has 99 records, and bounds need 200 to be split"),
            (folder, ["data/*.jsonl", "--reference", "human", "--origin", "source", "--human", "nobody"], "the data has 0 records of human origin, and bounds need 200"),
        ];
        foreach (var (at, args, says) in cases)
        {
            var run = Tool.Run(at.Path, ["init", .. args]);
            Assert.Multiple(() =>
            {
                Assert.That(run.Exit, Is.EqualTo(3), run.Error);
                Assert.That(run.Error, Does.Contain("error DG0501: no policy was written: " + says));
                Assert.That(File.Exists(Path.Combine(at.Path, "datagate.yaml")), Is.False);
            });
        }
    }

    [TestCase("DG0503", "missing.jsonl")]
    [TestCase("DG0505", "data/*.jsonl", "--label", "nothing")]
    [TestCase("DG0504", "data/*.jsonl", "--text", "body")]
    [TestCase("DG9010", "data/*.jsonl", "broken.gz.jsonl")]
    public void What_can_not_be_read_is_said_and_nothing_is_written(string code, params string[] args)
    {
        using var folder = Humans();
        File.WriteAllBytes(Path.Combine(folder.Path, "broken.gz.jsonl"), [0x1F, 0x8B, 8, 0]);
        var run = Tool.Run(folder.Path, ["init", .. args]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(3), run.Error);
            Assert.That(run.Error, Does.Contain($"error {code}: ").And.Contain("no policy was written"));
            Assert.That(File.Exists(Path.Combine(folder.Path, "datagate.yaml")), Is.False);
        });
    }

    [TestCase("'main' matches no file, and is no revision either: '", "data/*.jsonl", "--reference", "main")]
    [TestCase("name the field that tells them with --origin", "data/*.jsonl", "--reference", "human")]
    [TestCase("--name takes 1 to 200 characters", "data/*.jsonl", "--name", "a\u0001")]
    [TestCase("--name takes 1 to 200 characters", "data/*.jsonl", "--name", " ")]
    [TestCase("a share from 0.1% to 50%, not '2'", "data/*.jsonl", "--false-alarm", "2")]
    [TestCase("a share from 0.1% to 50%, not '0%'", "data/*.jsonl", "--false-alarm", "0%")]
    [TestCase("takes away files before any is named", "!data/*.jsonl")]
    [TestCase("holds a control character", "data/\u0007.jsonl")]
    [TestCase("is not closed", "data/*.jsonl", "--text", "{open")]
    [TestCase("more than one thing here looks like data")]
    public void A_wrong_command_line(string says, params string[] args)
    {
        using var folder = Humans();
        var run = Tool.Run(folder.Path, ["init", .. args]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2), run.Error);
            Assert.That(run.Error, Does.Contain("error DG0020: ").And.Contain(says));
            Assert.That(File.Exists(Path.Combine(folder.Path, "datagate.yaml")), Is.False);
        });
    }

    [Test]
    public void A_folder_that_is_not_there()
    {
        using var folder = Humans();
        var run = Tool.Run(folder.Path, "init", "data/*.jsonl", "-o", "nowhere/datagate.yaml");
        Assert.That((run.Exit, run.Error.Contains("error DG0025: the policy 'nowhere/datagate.yaml' can't be written: there is no such folder", StringComparison.Ordinal)), Is.EqualTo((2, true)), run.Error);
    }

    [Test]
    public void A_file_on_both_sides_is_said()
    {
        using var folder = Humans();
        Assert.That(Init(folder, "**/*.jsonl", "--reference", "reference.jsonl", "-o", "-").Error, Does.Contain("warning: 'reference.jsonl' is data and reference"));
    }

    [Test]
    public void Records_without_an_origin_are_said()
    {
        using var folder = With([.. FreshHumans, "{\"text\": \"from nobody\", \"intent\": \"x\"}"], Reference);
        Assert.That(Init(folder, "data/*.jsonl", "--reference", "reference.jsonl", "--origin", "source").Error, Does.Contain("warning: 1 record without an origin will fail the check"));
    }

    [Test]
    public void Outside_the_repository_is_refused_as_in_a_check()
    {
        using var folder = Humans();
        Directory.CreateDirectory(Path.Combine(folder.Path, "repo", ".git"));
        var inside = Path.Combine(folder.Path, "repo");
        Assert.That(Tool.Run(inside, "init", "../data/a.jsonl").Exit, Is.EqualTo(3));
        var run = Tool.Run(inside, "init", "../data/a.jsonl", "--allow-outside");
        Assert.That((run.Exit, run.Error.Contains("next: dotnet datagate check --allow-outside", StringComparison.Ordinal)), Is.EqualTo((0, true)), run.Error);
        Assert.That(Tool.Run(inside, "check", "--allow-outside").Exit, Is.Zero);
    }

    [Test]
    public void The_words_of_the_command_line_are_the_policys()
    {
        using var folder = Humans();
        Assert.That(Init(folder, "data/*.jsonl", "-o", "-", "--words", "whitespace").Out, Does.Contain("defaults: { words: whitespace }"));
    }

    private static ToolRun InitRows(string name, Func<int, string> row, params string[] args)
    {
        using var folder = new Folder().Write(name, Text(Enumerable.Range(0, 250).Select(row)));
        return Tool.Run(folder.Path, ["init", name, "-o", "-", .. args]);
    }

    [Test]
    public void The_longest_field_is_the_text_where_none_is_called_so()
    {
        var run = InitRows("a.jsonl", i => $"{{\"id\": \"{i:D40}\", \"title\": \"no {i}\", \"body\": \"the body number {i} of all\", \"class\": {i % 3}}}");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Error);
            Assert.That(run.Error, Does.Contain("the text is taken from the field 'body', the longest; --text names another").And.Contain("the label is taken from the field 'class'"));
            Assert.That(run.Out, Does.Contain("    text: body\n    label: class\n").And.Contain("\n  a:\n"));
        });
    }

    [Test]
    public void A_field_that_reads_as_a_pointer_is_written_as_one()
    {
        var run = InitRows("a.jsonl", i => $"{{\"/a~b\": \"text {i} of all\"}}");
        Assert.That((run.Exit, run.Out.Contains("    text: \"/~1a~0b\"\n", StringComparison.Ordinal)), Is.EqualTo((0, true)), run.Out + run.Error);
    }

    [Test]
    public void Arrays_and_templates()
    {
        using var folder = new Folder().Write("a.json", "[" + string.Join(",\n", Enumerable.Range(0, 250).Select(i => $"{{\"a\": \"x {i}\", \"b\": \"y {i * i}\"}}")) + "]");
        var run = Tool.Run(folder.Path, "init", "a.json", "-o", "-", "--text", "{a}: {b}");
        Assert.That((run.Exit, run.Out.Contains("    text: \"{a}: {b}\"\n", StringComparison.Ordinal)), Is.EqualTo((0, true)), run.Error);
    }

    [Test]
    public void No_field_or_two_are_no_text()
    {
        var none = InitRows("a.jsonl", i => $"{{\"id\": \"n{i}\", \"messages\": [\"a b\"]}}");
        var two = InitRows("a.jsonl", i => $"{{\"a\": \"no {i}\", \"b\": \"or {i}\"}}");
        Assert.Multiple(() =>
        {
            Assert.That(none.Exit, Is.EqualTo(2));
            Assert.That(none.Error, Does.Contain("error DG0020: no field of the first records holds texts").And.Contain("Their fields: id, messages"));
            Assert.That(two.Exit, Is.EqualTo(2));
            Assert.That(two.Error, Does.Contain("error DG0020: the text could be 'a' or 'b'; say which with --text"));
        });
    }
}
