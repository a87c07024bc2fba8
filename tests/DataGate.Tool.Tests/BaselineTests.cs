using System.Globalization;
using System.Text.RegularExpressions;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>The baseline is the same for the same data, and what is compared with it is judged in its own direction, at its own size, by more than chance explains.</summary>
public sealed partial class BaselineTests
{
    private const string Lines = """
            origin: { field: source, human: [human], synthetic: ["*"] }
            reference: { files: ["reference.jsonl"] }
            history: { worse-by: 5% }
            diversity: { distinct-2: { min: 0.001 }, self-bleu-3: { max: 100% }, opening-share: 99%, near-duplicates: 99% }
            divergence: { token-js: { max: 0.6 } }
            synthetic: { ratio: { max: 90%, of: tokens } }
            tails: { cards: { matches: card, count: { min: 1 } } }

        """;

    private static readonly string[] s_header = ["baseline 1", "measures 1", "seed 20250101", "words unicode", "models none"];

    private static GitFolder Committed(string lines = Lines, int records = 2_000)
    {
        var folder = ChangedSet.Committed(lines, records);
        folder.Write("reference.jsonl", ChangedSet.Text(ChangedSet.Varied(1_500, seed: 77)));
        // A few synthetic rows, so that there is a ratio.
        folder.Append("data/b.jsonl", ChangedSet.Varied(records / 10, seed: 3, source: "model-a"));
        folder.Commit();
        return folder;
    }

    private static ToolRun Run(GitFolder folder, params string[] args) => Tool.Run(folder.Path, args);

    private static void Expect(ToolRun run, int exit, params string[] says)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        foreach (var text in says) Assert.That(run.Out, Does.Contain(text), run.Out + run.Error);
    }

    private static string Baseline(GitFolder folder) => File.ReadAllText(folder.At("datagate.baseline"));

    private static string[] Numbers(GitFolder folder) => [.. Baseline(folder).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Skip(s_header.Length)];

    /// <summary>Moves a number of the baseline, its interval with it: as though it had been taken of better or worse data.</summary>
    private static void Move(GitFolder folder, string measure, double factor)
    {
        var text = Baseline(folder);
        var slice = measure == "count" ? "tails/cards" : "all";
        var line = Numbers(folder).Single(found => found.StartsWith($"intents {slice} {measure} ", StringComparison.Ordinal));
        var moved = Number().Replace(line[line.LastIndexOf(measure, StringComparison.Ordinal)..].Split(" at ")[0][measure.Length..], match => (double.Parse(match.Value, CultureInfo.InvariantCulture) * factor).ToString("G6", CultureInfo.InvariantCulture));
        var size = line.Contains(" at ", StringComparison.Ordinal) ? " at " + line.Split(" at ")[1] : "";
        folder.Write("datagate.baseline", text.Replace(line, $"intents {slice} {measure}{moved}{size}", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();

    [Test]
    public void The_same_data_gives_the_same_bytes_whatever_its_order_files_and_threads()
    {
        using var folder = Committed();
        Expect(Run(folder, "baseline"), 0, "datagate.baseline: ", " numbers of 1 dataset");
        var first = Baseline(folder);
        Assert.That(first.Split('\n').Where(line => !line.StartsWith('#')).Take(s_header.Length), Is.EqualTo(s_header));
        Assert.That(first, Does.Not.Contain('\r').And.EndWith("\n"));
        Assert.That(Numbers(folder), Is.Ordered.Using<string>(StringComparer.Ordinal), "one line a number, in order");
        Assert.That(Numbers(folder), Has.Some.Match(@"^intents all distinct-2 0\.\d+ \[0\.\d+, 0\.\d+\] at 20000 tokens$").And.Some.Match(@"^intents tails/cards count \d+$").And.Some.Match(@"^intents all token-js [\d.E-]+ \[.+\] at 1000 records$"));
        Expect(Run(folder, "baseline"), 0, "datagate.baseline is up to date");
        var rows = File.ReadAllLines(folder.At("data/a.jsonl")).Concat(File.ReadAllLines(folder.At("data/b.jsonl"))).Reverse().ToArray();
        File.Delete(folder.At("data/b.jsonl"));
        folder.Write("data/a.jsonl", ChangedSet.Text(rows[..100])).Write("data/z/c.jsonl", ChangedSet.Text(rows[100..]));
        Expect(Run(folder, "baseline", "--threads", "1"), 0, "is up to date");
        Assert.That(Baseline(folder), Is.EqualTo(first));
        File.Delete(folder.At("datagate.baseline"));
        Run(folder, "baseline", "--threads", "7");
        Assert.That(Baseline(folder), Is.EqualTo(first), "nor does it depend on the one before");
    }

    [Test]
    public void Without_a_change_everything_holds_and_a_collapse_turns_it_red()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        folder.Commit();
        Expect(Run(folder, "check"), 0, "min 0.95 x baseline", "max 1.05 x baseline", "max baseline + 0.05", "passed");
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        folder.Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Templates(rows.Length, "human")));
        var run = Run(folder, "check");
        Expect(run, 1, "error DG5001: near-duplicates is ", "above the allowed baseline + 5% = 5% (the baseline is 0%), at 1,000 records. Look at what came in", "error DG5001: token-js is ");
        Assert.That(run.Out, Does.Not.Contain("error DG1").And.Not.Contain("error DG2"), "the policy's own bounds are far away");
    }

    /// <summary>A baseline holds fewer digits than a check has.</summary>
    [Test]
    public void Nothing_is_worse_than_itself()
    {
        using var folder = Committed(Lines.Replace("worse-by: 5%", "worse-by: 0%", StringComparison.Ordinal).Replace("of: tokens", "of: records", StringComparison.Ordinal));
        folder.Append("data/b.jsonl", ChangedSet.Varied(800, seed: 8, "model-a"));
        Run(folder, "baseline");
        Assert.That(Numbers(folder), Has.Some.EqualTo("intents all ratio 0.333333"), "less than a third");
        Expect(Run(folder, "check"), 0, "0 broken, 0 not judged — passed");
        Assert.That(Run(folder, "check").Out, Does.Not.Contain("DG5"));
    }

    [TestCase(11)]
    [TestCase(12)]
    [TestCase(13)]
    [TestCase(14)]
    public void Fresh_data_of_the_same_kind_is_no_worse(int seed)
    {
        using var folder = Committed();
        Run(folder, "baseline");
        folder.Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(1_000, seed))).Write("data/b.jsonl", ChangedSet.Text(ChangedSet.Varied(1_000, seed + 50))).Append("data/b.jsonl", ChangedSet.Varied(200, seed + 90, "model-a"));
        var run = Run(folder, "check");
        Assert.That(run.Out.Split('\n').Where(line => line.Contains("error DG5001", StringComparison.Ordinal) && !line.Contains("tails/cards", StringComparison.Ordinal)), Is.Empty, "counts are facts, all else has its noise");
    }

    [Test]
    public void A_set_that_grows_is_no_worse_though_its_whole_number_falls()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        folder.Append("data/b.jsonl", ChangedSet.Varied(8_000, seed: 40)).Append("data/b.jsonl", ChangedSet.Varied(800, seed: 41, "model-a"));
        var run = Run(folder, "check", "--format", "json");
        using var json = System.Text.Json.JsonDocument.Parse(run.Out);
        var budgets = json.RootElement.GetProperty("datasets")[0].GetProperty("budgets").EnumerateArray().Where(budget => budget.GetProperty("metric").GetString() == "distinct-2" && budget.GetProperty("slice").GetString() == "all").ToList();
        var (whole, then) = (budgets[0].GetProperty("value").GetDouble(), budgets[1].GetProperty("anchor").GetDouble());
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(whole, Is.LessThan(0.6 * then), "more records say more of the same");
        Assert.That(budgets[1].GetProperty("value").GetDouble(), Is.EqualTo(then).Within(0.05 * then));
    }

    [TestCase("distinct-2", 1.6, 0.6)]
    [TestCase("self-bleu-3", 0.7, 1.01)]
    [TestCase("opening-share", 0.3, 2)]
    [TestCase("ratio:tokens", 0.2, 3)]
    public void Worse_is_what_the_measure_says_it_is(string measure, double better, double worse)
    {
        using var folder = Committed();
        Run(folder, "baseline");
        var kept = Baseline(folder);
        Move(folder, measure, worse);
        Expect(Run(folder, "check"), 0);
        folder.Write("datagate.baseline", kept);
        Move(folder, measure, better);
        Expect(Run(folder, "check"), 1, $"error DG5001: {measure.Split(':')[0]} is ");
    }

    [Test]
    public void A_missing_baseline_is_not_judged_and_says_what_to_do()
    {
        using var folder = Committed();
        Expect(Run(folder, "check"), 3, "datagate.yaml(8,5): error DG5002: There is no baseline 'datagate.baseline'", "Run 'dotnet datagate baseline'");
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")).Replace("    history:", "    not-judged: note\n    history:", StringComparison.Ordinal));
        Expect(Run(folder, "check"), 0, "note DG5002: ");
    }

    [TestCase("seed 20250101", "seed 7", "it was measured otherwise (seed 7, now 20250101)")]
    [TestCase("words unicode", "words treebank", "it was measured otherwise (words treebank, now unicode)")]
    [TestCase("measures 1", "measures 2", "it was measured otherwise (version 2 of the measures, now 1)")]
    [TestCase("models none", "models builtin", "it was measured otherwise (models builtin, now none)")]
    [TestCase("baseline 1", "baseline 9", "it is of version 9 of its format")]
    [TestCase("intents all opening-share", "<<<<<<< HEAD\nintents all opening-share", "its line 9 can't be read: it doesn't start with a dataset, a slice and a measure")]
    [TestCase("intents all opening-share", "intents all opening-share x", "its value is no number")]
    [TestCase("intents all opening-share", "intents all distinct-2 1\nintents all opening-share", "gives a number that stands above already")]
    [TestCase("intents all near-duplicates", "intents all distinct-1 -1e300\nintents all near-duplicates", "its line 8 can't be read: distinct-1 is never -1E+300")]
    [TestCase("intents all near-duplicates", "intents all exact-duplicates 1.5\nintents all near-duplicates", "its line 8 can't be read: exact-duplicates is never 1.5")]
    [TestCase("seed 20250101\n", "", "its line 4 is not 'seed' with a value")]
    public void A_baseline_that_says_something_else_is_not_compared(string was, string does, string says)
    {
        using var folder = Committed();
        Run(folder, "baseline");
        folder.Write("datagate.baseline", Baseline(folder).Replace(was, does, StringComparison.Ordinal));
        Expect(Run(folder, "check"), 3, "datagate.baseline", "error DG5003: The baseline 'datagate.baseline' was not compared with: " + (says.StartsWith("its value", StringComparison.Ordinal) || says.StartsWith("gives", StringComparison.Ordinal) ? "its line " : says), says);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_baseline_that_has_lost_its_numbers_is_as_good_as_none(bool areOthers)
    {
        using var folder = Committed();
        Run(folder, "baseline");
        var text = Baseline(folder);
        folder.Write("datagate.baseline", areOthers ? text.Replace("\nintents ", "\nother ", StringComparison.Ordinal) : text[..text.IndexOf("\nintents ", StringComparison.Ordinal)] + "\n");
        Expect(Run(folder, "check"), 3, "error DG5002: The baseline 'datagate.baseline' holds none of the numbers that 'history' compares, ");
    }

    [Test]
    public void What_is_new_or_gone_is_a_note()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        var policy = File.ReadAllText(folder.At("datagate.yaml"));
        folder.Write("datagate.yaml", policy.Replace("opening-share: 99%", "distinct-3: { min: 0.001 }", StringComparison.Ordinal));
        Expect(Run(folder, "check"), 0,
            "note DG5004: The baseline has no number for distinct-3 of all: not compared.",
            "note DG5004: The baseline holds opening-share of all, for which nothing was measured now.");
    }

    [Test]
    public void A_set_smaller_than_the_size_of_its_baseline_is_not_judged()
    {
        using var folder = Committed(Lines.Replace("tails: { cards: { matches: card, count: { min: 1 } } }", "id: text", StringComparison.Ordinal));
        Run(folder, "baseline");
        File.Delete(folder.At("data/a.jsonl"));
        folder.Write("data/b.jsonl", ChangedSet.Text(ChangedSet.Varied(300, seed: 1))).Append("data/b.jsonl", ChangedSet.Varied(30, seed: 3, "model-a"));
        Expect(Run(folder, "check"), 3, "error DG0501: distinct-2 was not judged: '0.95 x baseline' has nothing to compare with: there are fewer than 20,000 tokens to draw, the size of the baseline; 'dotnet datagate baseline' takes a new one.");
    }

    [Test]
    public void A_stale_baseline_warns_a_change_that_is_not_to_blame_and_fails_one_that_worsens_the_data()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        Move(folder, "distinct-2", 2);
        folder.Commit();
        folder.Write("other.txt", "nothing to do with it");
        Expect(Run(folder, "check", "--since", "main"), 0, "warning DG5001: distinct-2 is ", "It stood so before the change that is judged, and only warns here");
        folder.Append("data/b.jsonl", ChangedSet.Varied(30, seed: 61));
        Expect(Run(folder, "check", "--since", "main"), 0, "30 added and 0 removed", "warning DG5001: distinct-2 is ", "It stood so before the change");
        folder.Append("data/b.jsonl", ChangedSet.Templates(40, "human").SelectMany(row => Enumerable.Repeat(row, 40)));
        Expect(Run(folder, "check", "--since", "main"), 1, "error DG5001: distinct-2 is ");
        Expect(Run(folder, "check"), 1, "error DG5001: distinct-2 is ");
    }

    [Test]
    public void Under_policy_from_the_old_baseline_judges_and_what_became_of_it_is_told()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        Move(folder, "distinct-2", 2);
        folder.Commit();
        Move(folder, "distinct-2", 0.25);
        Expect(Run(folder, "check"), 0);
        Expect(Run(folder, "check", "--policy-from", "main"), 1, "error DG5001: distinct-2 is ",
            "datagate.baseline: warning DG0042: The change alters the baseline: 1 number (distinct-2 of all in intents: ", "The data is compared with the baseline at 'main'.");
        File.Delete(folder.At("datagate.baseline"));
        Expect(Run(folder, "check", "--policy-from", "main"), 1, "error DG5001: distinct-2 is ", "warning DG0042: The change removes the baseline.");
        folder.Write("datagate.baseline", "nonsense\n");
        Expect(Run(folder, "check", "--policy-from", "main"), 1, "datagate.baseline(1,1): warning DG0042: The change leaves a baseline that can't be used: its line 1 is not 'baseline' with a value.");
    }

    [TestCase("")]
    [TestCase("intents tails/cards count none: there are no records\n")]
    public void A_number_that_a_change_takes_out_is_not_green_and_under_policy_from_it_judges(string instead)
    {
        using var folder = Committed();
        Run(folder, "baseline");
        Move(folder, "count", 2);
        folder.Commit();
        var line = Numbers(folder).Single(found => found.StartsWith("intents tails/cards count ", StringComparison.Ordinal)) + "\n";
        folder.Write("datagate.baseline", Baseline(folder).Replace(line, instead, StringComparison.Ordinal));
        Expect(Run(folder, "check"), 0, "note DG5004: The baseline has no number for count of tails/cards");
        var run = Run(folder, "check", "--since", "main");
        Expect(run, 3, "error DG5002: The change takes numbers out of the baseline 'datagate.baseline' that it has at 'main', count of tails/cards: not compared. Put them back, ");
        Assert.That(run.Out, Does.Not.Contain("DG5004"));
        Expect(Run(folder, "check", "--policy-from", "main"), 1, "error DG5001: count of tails/cards is ", "warning DG0042: The change alters the baseline: 1 number (count of tails/cards in intents: ");
    }

    [Test]
    public void A_number_that_the_baseline_never_had_is_a_note_in_a_change_too()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        folder.Commit();
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")).Replace("near-duplicates: 99%", "near-duplicates: 99%, ead: { min: 0.001 }", StringComparison.Ordinal));
        Expect(Run(folder, "check", "--since", "main"), 0, "note DG5004: The baseline has no number for ead of all");
    }

    [Test]
    public void A_revision_without_a_baseline_is_judged_by_the_one_that_the_change_brings()
    {
        using var folder = Committed();
        Run(folder, "baseline");
        Expect(Run(folder, "check", "--policy-from", "main"), 0, "warning DG0042: There is no baseline at 'main': the data is compared with the one that the change brings.");
    }

    [Test]
    public void Budgets_over_datasets_alone_have_no_baseline_and_it_says_so()
    {
        using var folder = new Folder().Write("datagate.yaml", """
            version: 1
            datasets:
              d: { files: [d.jsonl], text: text, origin: { field: source, human: [human], synthetic: ["*"] } }
            budgets:
              whole: { datasets: ["*"], synthetic: { ratio: 50% } }

            """).Write("d.jsonl", "{\"text\": \"a\", \"source\": \"human\"}\n");
        var run = Tool.Run(folder.Path, "baseline");
        Assert.That((run.Exit, File.Exists(Path.Combine(folder.Path, "datagate.baseline"))), Is.EqualTo((2, false)));
        Assert.That(run.Error, Does.Contain("'datagate.yaml' has no budget of a dataset, and budgets over several have no history: there is nothing to measure"));
    }

    [Test]
    public void Nothing_is_written_of_unfit_data()
    {
        using var folder = Committed();
        folder.Append("data/a.jsonl", ["{\"text\": "]);
        var run = Run(folder, "baseline");
        Assert.That((run.Exit, File.Exists(folder.At("datagate.baseline"))), Is.EqualTo((3, false)), run.Out);
        Assert.That(run.Error, Does.Contain("DG9001").Or.Contain("DG9002").And.Contain("nothing was written"));
    }

    [Test]
    public void What_cannot_be_measured_has_a_reason_and_no_number_and_is_not_green_in_silence()
    {
        using var folder = Committed("""
                created: made
                origin: { field: source, human: [human], synthetic: ["*"] }
                history: { worse-by: 5% }
                diversity: { distinct-5: { min: 0.001, by: source, min-records: 20 } }
                synthetic: { age: { max: 9000d } }

            """);
        folder.Write("data/a.jsonl", string.Concat(Enumerable.Range(0, 60).Select(i => $"{{\"text\": \"hi\", \"source\": \"model-{i % 2}\", \"made\": \"2026-01-01\"}}\n")));
        File.Delete(folder.At("data/b.jsonl"));
        Expect(Run(folder, "baseline"), 0, "no number for age of all in intents: time alone moves it", "no number for distinct-5 of source=model-0 in intents: ");
        Assert.That(Numbers(folder), Has.Some.EqualTo("intents all age none: time alone moves it"));
        Assert.That(Run(folder, "check").Exit, Is.EqualTo(3), "distinct-5 has no value: the budget itself says so");
    }

    [Test]
    public void One_dataset_anew_leaves_the_others_numbers()
    {
        using var folder = new GitFolder().Write("datagate.yaml", """
            version: 1
            datasets:
              one: { files: ["one.jsonl"], text: text, diversity: { distinct-2: { min: 0.01 } } }
              two: { files: ["two.jsonl"], text: text, diversity: { distinct-2: { min: 0.01 } } }
            """).Write("one.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 1))).Write("two.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 2)));
        Run(folder, "baseline");
        var before = Numbers(folder);
        folder.Write("one.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 3))).Write("two.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 4)));
        Expect(Run(folder, "baseline", "--dataset", "two"), 0, "distinct-2 of all in two: ");
        Assert.That(Numbers(folder).Where(line => line.StartsWith("one ", StringComparison.Ordinal)), Is.EqualTo(before.Where(line => line.StartsWith("one ", StringComparison.Ordinal))));
        Assert.That(Numbers(folder), Is.Not.EqualTo(before));
        var run = Run(folder, "baseline", "--dataset", "three");
        Assert.That((run.Exit, run.Error), Is.EqualTo((2, "datagate: error DG0020: the policy has no dataset 'three': one, two\n")));
        folder.Write("datagate.baseline", Baseline(folder).Replace("seed 20250101", "seed 1", StringComparison.Ordinal));
        Assert.That(Run(folder, "baseline", "--dataset", "two").Error, Does.Contain("error DG0026: the other datasets' numbers of 'datagate.baseline' can't stay: seed 1, now 20250101"));
    }

    [Test]
    public void Names_from_the_data_stay_names()
    {
        using var folder = new GitFolder().Write("datagate.yaml", """
            version: 1
            datasets:
              'odd "name" [x]': { files: ["a.jsonl"], text: text, label: l, history: { worse-by: 5% }, reference: { files: ["a.jsonl"] }, labels: { from: reference, count: { min: 1 } } }
            """).Write("a.jsonl", string.Concat(new[] { "a\\nb", "\\u001b[31mred", "none: at 5 records", "\\u202e", "注文", "", "#x", "a\\\\\\\"b" }.Select(label => $"{{\"text\": \"t\", \"l\": \"{label}\"}}\n")));
        Expect(Run(folder, "baseline"), 0, "8 numbers of 1 dataset");
        Assert.That(Baseline(folder).Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
        Assert.That(Baseline(folder).IndexOf('\u202e'), Is.EqualTo(-1));
        Expect(Run(folder, "check"), 0, "all 8 hold", "x baseline");
        var run = Run(folder, "history", "--all");
        Assert.That(run.Out.Where(character => char.IsControl(character) && character != '\n'), Is.Empty);
        Assert.That(run.Out, Does.Contain("注文"));
    }
}
