using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>
/// The story of a repository and its pull requests, each judged by the same two lines of CI: <c>--since</c> and <c>--policy-from</c> the main branch.
/// Told twice: with generated rows, and with CLINC150's where the data beside the project is there.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class PullRequestStoryTests(bool isReal)
{
    private const string Policy = """
        version: 1
        datasets:
          intents:
            files: ["data/**/*.jsonl"]
            text: text
            origin: { field: source, human: [human], synthetic: ["*"] }
            reference: { files: ["reference.jsonl"] }
            diversity:
              distinct-2: { min: 0.5 x reference }
              exact-duplicates: { max: reference + 15% }
              self-bleu-3: { max: 2 x reference }
            divergence:
              token-js: { max: null + 0.1 }
            synthetic:
              ratio: { max: 40% }
              human-retention: { min: 98% }

        """;

    private string[] _human = [];
    private string[] _fresh = [];
    private string[] _synthetic = [];
    private GitFolder _folder = null!;

    [SetUp]
    public void TheRepository()
    {
        if (isReal)
        {
            var rows = File.ReadAllLines(Repository.SharedData("dev", "clinc150.train.jsonl"));
            new Random(1).Shuffle(rows);
            (_human, _fresh) = (rows[..13_000], rows[13_000..13_500]);
            // Rows of other people under a generator's name: as good as generated rows get.
            _synthetic = [.. rows[13_500..14_000].Select(row => row.Replace("\"human\"", "\"model-a\"", StringComparison.Ordinal))];
            _folder = Start(rows[14_000..15_000]);
        }
        else
        {
            (_human, _fresh) = (ChangedSet.Varied(5_000, seed: 1), ChangedSet.Varied(500, seed: 2));
            _synthetic = ChangedSet.Varied(500, seed: 3, source: "model-a");
            _folder = Start(ChangedSet.Varied(1_000, seed: 4));
        }
    }

    [TearDown]
    public void GoneAfterwards() => _folder.Dispose();

    private GitFolder Start(string[] reference)
    {
        var folder = new GitFolder().Write("datagate.yaml", Policy).Write("reference.jsonl", ChangedSet.Text(reference));
        var third = _human.Length / 3;
        for (var i = 0; i < 3; i++) folder.Write($"data/{i}.jsonl", ChangedSet.Text(_human[(i * third)..(i == 2 ? _human.Length : (i + 1) * third)]));
        folder.Commit();
        folder.Git("checkout", "--quiet", "-b", "topic");
        return folder;
    }

    private ToolRun Ci()
    {
        _folder.Commit();
        return Tool.Run(_folder.Path, "check", "--since", "main", "--policy-from", "main");
    }

    private static string[] Errors(ToolRun run) => [.. run.Out.Split('\n').Where(line => line.Contains(": error DG", StringComparison.Ordinal))];

    private static void Expect(ToolRun run, int exit, params string[] says)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        foreach (var text in says) Assert.That(run.Out, Does.Contain(text));
    }

    [Test]
    public void First_500_good_rows_are_green()
    {
        _folder.Append("data/1.jsonl", _fresh);
        var run = Ci();
        Expect(run, 0, "500 added and 0 removed since main");
        Assert.That(run.Out, Does.Not.Contain(" DG0"));
    }

    [Test]
    public void Second_500_rows_of_20_templates_are_red_on_the_added_lines_though_the_whole_holds()
    {
        var before = File.ReadAllLines(_folder.At("data/2.jsonl")).Length;
        _folder.Append("data/2.jsonl", ChangedSet.Templates(500, "human"));
        Assert.That(Tool.Run(_folder.Path, "check").Exit, Is.Zero, "no budget of the whole is broken");
        var run = Ci();
        Expect(run, 1, "error DG1001: distinct-2 of added is ", "error DG2001: token-js of added is ");
        foreach (var error in Errors(run))
        {
            Assert.That(error, Does.Match(@"^data/2\.jsonl\([0-9]+,1\): ").And.Contains(" of added is "));
            Assert.That(int.Parse(error.Split('(', ',')[1], System.Globalization.CultureInfo.InvariantCulture), Is.GreaterThan(before));
        }
    }

    [Test]
    public void Third_a_loosened_policy_is_red()
    {
        _folder.Write("datagate.yaml", Policy.Replace("0.5 x reference", "0.05 x reference", StringComparison.Ordinal)).Append("data/1.jsonl", ChangedSet.Templates(500, "human"));
        Expect(Ci(), 1, "datagate.yaml(9,26): error DG0040: The change loosens the policy: min of distinct-2 in 'intents' was 0.5 x reference, is 0.05 x reference.", "error DG1001: distinct-2 of added is ");
    }

    [Test]
    public void Fourth_files_that_move_about_are_green()
    {
        _folder.Git("mv", "data/0.jsonl", "data/renamed.jsonl");
        Directory.CreateDirectory(_folder.At("data/deep"));
        _folder.Git("mv", "data/1.jsonl", "data/deep/1.jsonl");
        Expect(Ci(), 0, "0 added and 0 removed since main", "note DG0509: Since 'main' nothing was added");
    }

    [Test]
    public void Fifth_500_human_rows_replaced_by_good_synthetic_ones_are_red_by_their_retention_alone()
    {
        _folder.Write("data/0.jsonl", ChangedSet.Text(File.ReadAllLines(_folder.At("data/0.jsonl"))[500..])).Append("data/1.jsonl", _synthetic);
        var run = Ci();
        Expect(run, 1, "500 added and 500 removed since main", "@main/data/0.jsonl(1,1): error DG3010: human-retention is ");
        Assert.That(Errors(run), Has.Length.EqualTo(1), run.Out);
    }

    [Test]
    public void Sixth_an_edited_reference_does_not_judge_and_is_told()
    {
        var templates = ChangedSet.Templates(500, "human");
        _folder.Append("data/1.jsonl", templates).Write("reference.jsonl", ChangedSet.Text(templates.Concat(ChangedSet.Templates(500, "model-b"))));
        Expect(Ci(), 1, "reference.jsonl: warning DG0042: The change alters the reference: 1 file.", "1,000 reference records", "distinct-2 of added is ", "0.5 x reference");
    }

    [Test]
    public void The_day_one_story_of_a_repository_without_labels_and_reference()
    {
        _folder.Git("checkout", "--quiet", "main");
        File.Delete(_folder.At("reference.jsonl"));
        File.Delete(_folder.At("datagate.yaml"));
        var init = Tool.Run(_folder.Path, "init", "data");
        Assert.That(init.Exit, Is.Zero, init.Error);
        _folder.Commit();
        Assert.That(Tool.Run(_folder.Path, "check").Exit, Is.Zero, "what it was drafted from passes");
        _folder.Git("checkout", "--quiet", "-b", "first");
        _folder.Append("data/1.jsonl", _fresh);
        Expect(Ci(), 0, "500 added and 0 removed since main", "0.3 x base");
        _folder.Git("checkout", "--quiet", "-b", "second", "main");
        _folder.Append("data/1.jsonl", ChangedSet.Templates(500, "human"));
        var red = Ci();
        Expect(red, 1, " of added is ");
        Assert.That(Errors(red), Has.Some.StartWith("data/1.jsonl("));
        _folder.Git("checkout", "--quiet", "-b", "third", "main");
        _folder.Write("datagate.yaml", "version: 1\ndatasets:\n  data: { files: [\"data/**\"], text: text }\n");
        Expect(Ci(), 1, "error DG0040: The change loosens the policy: the budget distinct-1 in 'data' is gone.");
    }
}
