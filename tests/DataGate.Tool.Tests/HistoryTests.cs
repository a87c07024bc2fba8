using System.Globalization;
using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>What the committed baselines say over time, read out of git.</summary>
public sealed class HistoryTests
{
    private const string Policy = """
        version: 1
        datasets:
          intents: { files: ["i.jsonl"], text: text, owner: "nlp@example.com", diversity: { distinct-2: { min: 0.1 } }, tails: { cards: { matches: card, count: { min: 1, owner: fraud-team } } } }
          chats: { files: ["c.jsonl"], text: text, diversity: { self-bleu-3: { max: 99% } } }

        """;

    private static string Baseline(double distinct, int cards, double bleu, string size = "10000 tokens", string seed = "20250101") => string.Create(
        CultureInfo.InvariantCulture, $"""
        # A comment.
        baseline 1
        measures 1
        seed {seed}
        words unicode
        models none
        chats all records 500
        chats all self-bleu-3 {bleu} [{bleu - 0.01:G6}, {bleu + 0.01:G6}] at 10000 tokens
        intents all distinct-2 {distinct} [{distinct - 0.01:G6}, {distinct + 0.01:G6}] at {size}
        intents all records 2000
        intents tails/cards count {cards}

        """);

    /// <summary>Four commits of the baseline, and one that has nothing to do with it.</summary>
    private static GitFolder Committed()
    {
        var folder = new GitFolder().Write("datagate.yaml", Policy);
        folder.Commit();
        foreach (var text in new[] { Baseline(0.7, 60, 0.3), Baseline(0.72, 70, 0.31), Baseline(0.65, 40, 0.3), Baseline(0.6, 90, 0.2) })
        {
            folder.Write("datagate.baseline", text);
            folder.Commit();
            folder.Write("other.txt", text);
            folder.Commit();
        }
        return folder;
    }

    private static ToolRun History(GitFolder folder, params string[] more) => Tool.Run(folder.Path, ["history", .. more]);

    private static string Row(ToolRun run, string metric) => run.Out.Split('\n').Single(line => line.TrimStart().StartsWith(metric, StringComparison.Ordinal));

    [Test]
    public void Each_owner_sees_how_the_numbers_moved()
    {
        using var folder = Committed();
        var run = History(folder);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Out, Does.StartWith("datagate.baseline — 4 versions, 2026-01-01 ("));
        Assert.That(Row(run, "distinct-2"), Does.Match(@"^  distinct-2 +all +▇█▄▁ +0\.7 +0\.6 +0\.6 +10,000 tokens +worse$"));
        Assert.That(Row(run, "self-bleu-3"), Does.Match(@"^  self-bleu-3 +all +▇█▇▁ +0\.3 +0\.31 +0\.2 +10,000 tokens$"), "lower is better: no worse");
        Assert.That(Row(run, "count"), Does.Match(@"^  count +tails/cards +▄▅▁█ +60 +40 +90$"));
        string[] heads = [.. run.Out.Split('\n').Where(line => line.Contains("owner", StringComparison.Ordinal))];
        Assert.That(heads, Is.EqualTo(["intents, owner fraud-team", "intents, owner nlp@example.com", "chats, no owner named"]));
        Assert.That(History(folder, "--dataset", "chats").Out, Does.Contain("self-bleu-3").And.Not.Contain("distinct-2"));
    }

    [Test]
    public void As_json_each_number_has_all_its_points()
    {
        using var folder = Committed();
        using var json = JsonDocument.Parse(History(folder, "--format", "json").Out);
        var root = json.RootElement;
        Assert.That(root.GetProperty("versions").GetArrayLength(), Is.EqualTo(4));
        var trend = root.GetProperty("trends").EnumerateArray().Single(found => found.GetProperty("measure").GetString() == "distinct-2");
        Assert.That(trend.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("value").GetDouble()), Is.EqualTo([0.7, 0.72, 0.65, 0.6]));
        Assert.That((trend.GetProperty("first").GetDouble(), trend.GetProperty("worst").GetDouble(), trend.GetProperty("last").GetDouble(), trend.GetProperty("isWorse").GetBoolean()), Is.EqualTo((0.7, 0.6, 0.6, true)));
        Assert.That((trend.GetProperty("owner").GetString(), trend.GetProperty("better").GetString()), Is.EqualTo(("nlp@example.com", "higher")));
        Assert.That(root.GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("name").GetString()), Is.EqualTo(folder.Git("log", "--reverse", "--format=%h", "--abbrev=9", "--", "datagate.baseline").Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void Numbers_of_another_size_or_seed_do_not_stand_beside_the_last()
    {
        using var folder = Committed();
        folder.Write("datagate.baseline", Baseline(0.9, 95, 0.2, "5000 tokens"));
        folder.Commit();
        Assert.That(Row(History(folder), "distinct-2"), Does.Match(@"^  distinct-2 +all +····▅ +0\.9 +0\.9 +0\.9 +5,000 tokens$"));
        folder.Write("datagate.baseline", Baseline(0.9, 96, 0.2, seed: "7"));
        Assert.That(Row(History(folder), "count"), Does.Match(@" ·····▅ +96 +96 +96$"), "also of the work tree, which stands last");
        Assert.That(History(folder).Out, Does.StartWith("datagate.baseline — 6 versions").And.Contain("to 2026-11-21 (work tree)"));
    }

    [Test]
    public void A_shallow_clone_says_how_far_it_sees_and_one_version_is_no_trend()
    {
        using var origin = Committed();
        using var clone = origin.Clone("--depth", "1");
        var run = History(clone);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "datagate: This clone is shallow: older baselines aren't in it. 'git fetch --unshallow' fetches them.\n")));
        Assert.That(Row(run, "distinct-2"), Does.Match(@" ▅ +0\.6 +0\.6 +0\.6 "));
        Assert.That(History(origin, "--limit", "2").Error, Is.EqualTo("datagate: These are the newest 2 versions; --limit shows more.\n"));
        Assert.That(Row(History(origin, "--limit", "2"), "distinct-2"), Does.Contain(" █▁ "));
    }

    [Test]
    public void Without_git_the_baseline_as_it_stands_is_shown_and_without_a_baseline_nothing()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy);
        var none = Tool.Run(folder.Path, "history");
        Assert.That((none.Exit, none.Out, none.Error), Is.EqualTo((2, "", "datagate: error DG0026: there is no baseline 'datagate.baseline', and none was ever committed: 'dotnet datagate baseline' writes one\n")));
        folder.Write("datagate.baseline", Baseline(0.7, 60, 0.3));
        var run = Tool.Run(folder.Path, "history");
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "datagate: The policy is in no git repository: only the baseline as it stands is there to show.\n")));
        Assert.That(run.Out, Does.StartWith("datagate.baseline — 1 version, 2026-11-21 (work tree)\n"));
    }

    [Test]
    public void A_version_that_cannot_be_read_is_left_out_and_told()
    {
        using var folder = Committed();
        folder.Write("datagate.baseline", "<<<<<<< HEAD\n");
        var commit = folder.Commit();
        folder.Write("datagate.baseline", Baseline(0.61, 91, 0.2));
        folder.Commit();
        var run = History(folder);
        Assert.That(run.Error, Is.EqualTo($"datagate: the baseline of {commit[..9]} isn't shown: its line 1 is not 'baseline' with a value\n"));
        Assert.That(Row(run, "distinct-2"), Does.Contain("▇█▄▁▂"));
        Assert.That(run.Exit, Is.Zero);
    }

    [Test]
    public void A_baseline_that_cannot_be_read_as_it_stands_is_no_success()
    {
        using var folder = Committed();
        folder.Write("datagate.baseline", "<<<<<<< HEAD\n");
        var run = History(folder);
        Assert.That((run.Exit, run.Error), Is.EqualTo((3, "datagate: the baseline of work tree isn't shown: its line 1 is not 'baseline' with a value\n")));
    }

    [Test]
    public void A_baseline_in_a_folder_of_the_repository_is_found_and_one_of_another_name_is_another()
    {
        using var folder = new GitFolder().Write("deep/gates/strict.yaml", Policy).Write("deep/gates/strict.baseline", Baseline(0.7, 60, 0.3)).Write("datagate.baseline", "x");
        folder.Commit();
        folder.Write("deep/gates/strict.baseline", Baseline(0.8, 60, 0.3));
        folder.Commit();
        Assert.That(Tool.Run(folder.At("deep"), "history", "gates/strict.yaml").Out, Does.StartWith("gates/strict.baseline — 2 versions"));
    }

    [Test]
    public void A_narrow_terminal_has_a_value_a_line_and_one_without_utf8_plain_bars()
    {
        using var folder = Committed();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = new Host { Out = output, Error = error, Folder = folder.Path, Today = Tool.Today, Width = 40, IsUtf8 = false, IsOutTerminal = true, Variable = name => name == "NO_COLOR" ? "1" : null };
        Assert.That(CommandLine.Run(["history"], host), Is.Zero);
        var lines = output.ToString().Split('\n');
        Assert.That(lines.Select(line => line.Length), Has.All.LessThanOrEqualTo(40));
        Assert.That(lines, Has.Some.EqualTo("    trend  *#-_"));
        Assert.That(output.ToString(), Does.Not.Contain('\u001b'));
    }

    [TestCase(null, null, true)]
    [TestCase("C", null, false)]
    [TestCase("", "en_US.UTF-8", true)]
    [TestCase("de_DE.ISO-8859-1", "en_US.UTF-8", false)]
    [TestCase(null, "C.utf8", true)]
    [TestCase(null, "POSIX", false)]
    public void What_the_locale_takes(string? all, string? lang, bool takes) =>
        Assert.That(Host.TakesUtf8(name => name switch { "LC_ALL" => all, "LANG" => lang, _ => null }), Is.EqualTo(takes));

    [Test]
    public void The_page_draws_the_trend_of_each_budget_that_has_one()
    {
        using var folder = Committed();
        folder.Write("i.jsonl", ChangedSet.Text(ChangedSet.Varied(200, 1))).Write("c.jsonl", ChangedSet.Text(ChangedSet.Varied(200, 2)));
        var run = Tool.Run(folder.Path, "check", "--format", "html");
        Assert.That(run.Out, Does.Contain("<svg class=\"trend\"").And.Contain("aria-label=\"4 baselines from 2026-01-01 to 2026-01-01: 0.7, 0.72, 0.65, 0.6; worse than the first\"").And.Contain("A trend is the number over the committed baselines"));
        Assert.That(run.Out.Split("<svg class=\"trend\""), Has.Length.EqualTo(4), "three budgets have one");
    }
}
