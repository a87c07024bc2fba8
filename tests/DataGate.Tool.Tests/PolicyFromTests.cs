using DataGate.Files.Changes;
using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>A change is judged by the gate as it was before, and what it does to the gate is told.</summary>
public sealed class PolicyFromTests
{
    private const string Old = """
        version: 1
        defaults: { false-alarm: 1% }
        datasets:
          intents: { files: ["data/*.jsonl"], text: text, owner: me,
            reading: { malformed: error },
            diversity: { distinct-2: { min: 0.1 }, exact-duplicates: { max: 10%, warn: 5% } },
            tails: { cards: { matches: card, count: { min: 5 } } } }

        """;

    private static GitFolder Committed(string policy = Old)
    {
        var folder = new GitFolder().Write("datagate.yaml", policy).Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(400, 1))).Write("reference.jsonl", ChangedSet.Text(ChangedSet.Varied(400, 2)));
        folder.Commit();
        return folder;
    }

    private static ToolRun From(GitFolder folder, params string[] more) => Tool.Run(folder.Path, ["check", "--policy-from", "main", .. more]);

    private static string[] Told(ToolRun run) => [.. run.Out.Split('\n').Where(line => ChangeCodes.All.Any(code => line.Contains($" {code.Code}: ", StringComparison.Ordinal)))];

    [TestCase("min: 0.1", "min: 0.05", "datagate.yaml(6,37): error DG0040: The change loosens the policy: min of distinct-2 in 'intents' was 0.1, is 0.05. It is judged by the policy at 'main'.")]
    [TestCase("min: 0.1", "min: 0.05 x reference", "error DG00")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, severity: note }", "error DG0040: The change loosens the policy: severity of distinct-2 in 'intents' was error, is note.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, not-judged: note }", "not-judged of distinct-2 in 'intents' was error, is note.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, min-records: 1000 }", "min-records of distinct-2 in 'intents' was 100, is 1000.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, severity: off }", "error DG0040: The change loosens the policy: the budget distinct-2 in 'intents' is gone.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, on: all }", "the budget distinct-2 in 'intents' is gone.")]
    [TestCase("max: 10%", "max: 20%", "max of exact-duplicates in 'intents' was 10%, is 20%.")]
    [TestCase(", warn: 5%", "", "warn of exact-duplicates in 'intents' was 5%, is gone.")]
    [TestCase("min: 5", "min: 1", "min of count of 'cards' in 'intents' was 5, is 1.")]
    [TestCase("matches: card", "matches: car", "error DG0040: The change alters what the policy judges: datasets.intents.tails.cards.matches was card, is car.")]
    [TestCase("data/*.jsonl", "data/b*.jsonl", "datagate.yaml(4,14): error DG0040: The change alters what the policy judges: datasets.intents.files was (data/*.jsonl), is (data/b*.jsonl).")]
    [TestCase("false-alarm: 1%", "false-alarm: 0.1%", "error DG0040: The change loosens the policy: defaults.false-alarm was 1%, is 0.1%.")]
    [TestCase("malformed: error", "malformed: note", "error DG0040: The change loosens the policy: datasets.intents.reading.malformed was error, is note.")]
    [TestCase("  intents:", "  others:", "error DG0040: The change loosens the policy: the dataset 'intents' is gone.")]
    [TestCase("version: 1", "version: 1\nnonsense: 1", "error DG0002")]
    public void What_loosens_or_alters_the_policy_fails(string was, string does, string says)
    {
        using var folder = Committed();
        folder.Write("datagate.yaml", Old.Replace(was, does, StringComparison.Ordinal));
        var run = From(folder);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(says));
        Assert.That(run.Out, Does.Contain("min 0.1").And.Contain("max 10%, warn 5%"), "judged by the old one");
    }

    [TestCase("min: 0.1", "min: 0.9", "note DG0041: The change tightens the policy: min of distinct-2 in 'intents' was 0.1, is 0.9.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1, max: 0.31 }", "note DG0041: The change tightens the policy: max of distinct-2 in 'intents' is new: 0.31.")]
    [TestCase("{ min: 0.1 }", "{ min: 0.1 }, distinct-3: { min: 0.99 }", "note DG0041: The change tightens the policy: the budget distinct-3 in 'intents' is new.")]
    [TestCase("false-alarm: 1%", "false-alarm: 5%", "note DG0041")]
    public void What_tightens_it_is_noted_and_not_judged_by_yet(string was, string does, string says)
    {
        using var folder = Committed();
        folder.Write("datagate.yaml", Old.Replace(was, does, StringComparison.Ordinal));
        var run = From(folder);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")), run.Out);
        Assert.That(run.Out, Does.Contain(says));
        Assert.That(Told(run), Has.Length.EqualTo(1));
    }

    [TestCase("owner: me", "owner: you")]
    [TestCase("version: 1", "# a word\nversion: 1")]
    [TestCase("min: 0.1", "min: 10%")]
    [TestCase("text: text, owner: me,", "owner: me, text: text,")]
    [TestCase("", "")]
    public void What_means_the_same_is_no_difference(string was, string does)
    {
        using var folder = Committed();
        if (was.Length > 0) folder.Write("datagate.yaml", Old.Replace(was, does, StringComparison.Ordinal));
        var run = From(folder);
        Assert.That((run.Exit, Told(run).Length), Is.EqualTo((0, 0)), run.Out + run.Error);
    }

    [Test]
    public void A_base_is_read_at_the_revision_too()
    {
        using var folder = new GitFolder().Write("base.yaml", Old).Write("gate/datagate.yaml", "version: 1\nextends: ../base.yaml\n").Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(400, 1)));
        folder.Commit();
        folder.Write("base.yaml", Old.Replace("min: 0.1", "min: 0.05", StringComparison.Ordinal));
        var run = From(folder, "gate");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("base.yaml(6,37): error DG0040: The change loosens the policy: min of distinct-2 in 'intents' was 0.1, is 0.05.").And.Contain("@main/base.yaml(6,37)"));
        File.Delete(folder.At("base.yaml"));
        Assert.That(From(folder, "gate").Out, Does.Contain("min 0.1").And.Contain("error DG0008"));
    }

    [Test]
    public void A_policy_that_is_gone_judges_all_the_same()
    {
        using var folder = Committed();
        File.Delete(folder.At("datagate.yaml"));
        var run = From(folder);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("error DG0040: The change removes the policy 'datagate.yaml'. It is judged by the one at 'main'.").And.Contain("distinct-2 "));
    }

    [Test]
    public void A_link_in_place_of_the_policy_leads_nowhere()
    {
        using var folder = Committed();
        folder.Write("easy.yaml", Old.Replace("min: 0.1", "min: 0.01", StringComparison.Ordinal));
        File.Delete(folder.At("datagate.yaml"));
        File.CreateSymbolicLink(folder.At("datagate.yaml"), "easy.yaml");
        var run = From(folder);
        Assert.That((run.Exit, run.Out.Contains("was 0.1, is 0.01", StringComparison.Ordinal), run.Out.Contains("min 0.1", StringComparison.Ordinal)), Is.EqualTo((1, true, true)), run.Out + run.Error);
    }

    [Test]
    public void An_edited_reference_is_told_and_the_old_one_judges()
    {
        const string Policy = "version: 1\ndatasets:\n  d: { files: [\"data/*.jsonl\"], text: text, reference: { files: [\"ref*.jsonl\"] }, divergence: { token-js: { max: null + 0.05 } } }\n";
        using var folder = Committed(Policy);
        var bad = ChangedSet.Text(ChangedSet.Templates(400));
        folder.Write("data/a.jsonl", bad).Write("reference.jsonl", bad).Write("reference2.jsonl", bad);
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero, "by the new reference it would pass");
        var run = From(folder);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("reference.jsonl: warning DG0042: The change alters the reference: 2 files. The data is judged by the reference at 'main'.").And.Contain("error DG2001").And.Contain("400 reference records"));
    }

    [Test]
    public void An_edited_taxonomy_is_told_and_the_old_one_judges()
    {
        const string Policy = "version: 1\ndatasets:\n  d: { files: [\"data/*.jsonl\"], text: text, taxonomy: { field: source, leaves: leaves.txt, covered: { min: 50% } } }\n";
        using var folder = new GitFolder().Write("datagate.yaml", Policy).Write("leaves.txt", "human\nother\nthird\n").Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(200, 1)));
        folder.Commit();
        folder.Write("leaves.txt", "human\n");
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
        var run = From(folder);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("leaves.txt: warning DG0042: The change alters the taxonomy, which has 3 leaves at 'main'."));
    }

    [Test]
    public void Data_that_no_dataset_covers_is_told()
    {
        using var folder = Committed(Old.Replace("[\"data/*.jsonl\"]", "[\"data/*.jsonl\", \"!data/scratch.jsonl\"]", StringComparison.Ordinal));
        folder.Write("old.csv", "a,b\n").Write(".gitignore", "ignored.jsonl\n").Commit();
        foreach (var name in (string[])["more/x.jsonl.gz", "y.parquet", "ignored.jsonl", "data/scratch.jsonl", "data/b.jsonl", "notes.txt"]) folder.Write(name, "{\"text\": \"x\"}\n");
        var run = From(folder);
        Assert.That(Told(run), Is.EqualTo(["more/x.jsonl.gz: warning DG0043: The change adds or alters 2 files that look like data and that no dataset of the policy covers. Nothing judges what stands there: name it in a dataset, or exclude it by name."]), run.Out);
        folder.Write("old.csv", "a,c\n");
        Assert.That(From(folder).Out, Does.Contain("adds or alters 3 files"));
    }

    [Test]
    public void A_new_policy_judges_the_change_that_brings_it()
    {
        using var folder = new GitFolder();
        folder.Commit();
        folder.Write("datagate.yaml", Old).Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(400, 1)));
        var run = From(folder);
        Assert.That((run.Exit, Told(run)), Is.EqualTo((0, new[] { PageCatalog.Find("DG0044")!.Text.Split("```text\n")[1].Split('\n')[0] })), run.Out + run.Error);
    }

    [TestCase("--policy-from takes no --part", "--part", "1/2", "-o", "x")]
    [TestCase("--policy-from takes no --part", "--parts", "x")]
    public void A_wrong_command_line(string says, params string[] args)
    {
        using var folder = Committed();
        var run = From(folder, args);
        Assert.That((run.Exit, run.Error.Contains(says, StringComparison.Ordinal)), Is.EqualTo((2, true)), run.Error);
    }

    [TestCase("DG0040", "min: 0.05")]
    [TestCase("DG0041", "min: 0.5")]
    [TestCase("DG0042", "min: 0.1")]
    [TestCase("DG0043", "min: 0.1")]
    public void The_pages_show_what_is_said(string page, string bound)
    {
        const string Policy = "version: 1\ndatasets:\n  intents:\n    files: [\"data/*.jsonl\"]\n    text: text\n    diversity: { distinct-2: { min: 0.1 }, distinct-3: { min: 0.05 x reference } }\n    reference: { files: [reference.jsonl] }\n";
        using var folder = Committed(Policy);
        folder.Write("datagate.yaml", Policy.Replace("min: 0.1", bound, StringComparison.Ordinal));
        if (page == "DG0042") folder.Append("reference.jsonl", ChangedSet.Varied(1, 9));
        if (page == "DG0043") folder.Write("more/x.csv", "a,b\n");
        Assert.That(Told(From(folder)), Is.EqualTo(new[] { PageCatalog.Find(page)!.Text.Split("```text\n")[1].Split('\n')[0] }));
    }
}
