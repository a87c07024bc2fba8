using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>How old a reference may be: by its records, and by the commits of its files. Today is 2026-11-21.</summary>
public sealed class ReferenceAgeTests
{
    private const string Row = "{\"text\": \"where is my card\"}\n";

    private static string Policy(string reference, string dataset = "created: made") => $$"""
        version: 1
        datasets:
          d:
            files: [data.jsonl]
            text: text
            {{dataset}}
            reference: {{{reference}}}
            diversity: { exact-duplicates: 100% }

        """;

    private static string Made(params string[] days) => string.Concat(days.Select(day => day.Length == 0 ? Row : $"{{\"text\": \"where is my card\", \"made\": \"{day}\"}}\n"));

    private static ToolRun Check(string reference, string records, params string[] args)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(reference)).Write("data.jsonl", Made("2026-01-01")).Write("reference.jsonl", records);
        return Tool.Run(folder.Path, ["check", .. args]);
    }

    [TestCase("2026-11-11", "10d", 0)]
    [TestCase("2026-11-10", "10d", 1)]
    [TestCase("2026-11-10", "2w", 0)]
    [TestCase("2026-11-21T23:59:00Z", "0d", 0)]
    [TestCase("2026-11-20", "12h", 1)]
    [TestCase("2026-11-22", "10d", 0)]
    [TestCase("0001-01-01", "10d", 1)]
    public void The_newest_record_counts(string newest, string most, int exit)
    {
        var run = Check($" files: reference.jsonl, max-age: {most} ", Made("2020-01-01", newest, "", "2020-01-01"));
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out);
        Assert.That(run.Out.Contains("DG2011", StringComparison.Ordinal), Is.EqualTo(exit == 1));
    }

    [Test]
    public void The_finding_says_the_date_and_what_to_do_at_the_line_of_the_policy()
    {
        var run = Check(" files: reference.jsonl, max-age: 365d ", Made("2020-01-01", "2025-11-20", "2025-11-20"));
        Assert.That(run.Out, Does.Contain(
            "\ndatagate.yaml(7,42): error DG2011: The reference is 366 days old, above its max-age, 365d: its newest record was made on 2025-11-20. "
            + "Add newer human records to it, or say with a larger max-age that they still speak for people of today.").And.Contain("newest of the reference (2 records)\n        reference.jsonl(2,1)\n        reference.jsonl(3,1)\n"));
    }

    [Test]
    public void The_reference_alone_may_have_dates()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(" files: reference.jsonl, max-age: 365d ")).Write("data.jsonl", Row).Write("reference.jsonl", Made("2026-01-01"));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
        folder.Write("reference.jsonl", Row);
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("DG0505: No record has the field 'made'"));
    }

    [Test]
    public void Today_is_what_the_command_line_says()
    {
        Assert.That(Check(" files: reference.jsonl, max-age: 365d ", Made("2025-11-20"), "--today", "2026-11-20").Exit, Is.Zero);
        Assert.That(Check(" files: reference.jsonl, max-age: 365d ", Made("2025-11-20"), "--today", "2026-11-21").Exit, Is.EqualTo(1));
    }

    [TestCase("2026-11-23", "its newest record was made on 2026-11-23, after today, 2026-11-21: correct the date.")]
    [TestCase("", "no record of it has 'made', and its files are in no git repository that could say when they were committed.")]
    public void What_nobody_knows_is_not_judged(string made, string says)
    {
        var run = Check(" files: reference.jsonl, max-age: 365d ", Made("2020-01-01", made)[(made.Length == 0 ? Made("2020-01-01").Length : 0)..]);
        Assert.That(run.Exit, Is.EqualTo(3), run.Out);
        Assert.That(run.Out, Does.Contain("datagate.yaml(7,42): error DG0501: The reference's age was not judged: " + says));
    }

    /// <summary>Records that say when they were made in words that nobody understands are no reason to trust the day of a commit.</summary>
    [Test]
    public void Dates_that_cannot_be_read_are_not_replaced_by_a_commit()
    {
        using var folder = new GitFolder().Write("datagate.yaml", Policy(" files: reference.jsonl, max-age: 365d ", "created: made\n    reading: { malformed: off }"))
            .Write("data.jsonl", Made("2026-01-01")).Write("reference.jsonl", Made("once upon a time", "", "yesterday"));
        folder.Commit(date: "2026-11-01T00:00:00Z");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(3), run.Out);
        Assert.That(run.Out, Does.Contain("DG0501: The reference's age was not judged: no 'made' of it is a date that can be read."));
    }

    [TestCase("severity: warning, created: made", 0, "warning DG2011")]
    [TestCase("severity: note, created: made", 0, "note DG2011")]
    [TestCase("exempt: [{ code: DG2011, until: 2027-03-01, reason: r }], created: made", 0, "note DG2011")]
    public void It_is_worth_what_the_dataset_says(string settings, int exit, string says)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(" files: reference.jsonl, max-age: 1d ", settings.Replace(", created", "\n    created", StringComparison.Ordinal)))
            .Write("data.jsonl", Made("2026-01-01")).Write("reference.jsonl", Made("2020-01-01"));
        var run = Tool.Run(folder.Path, "check", "--verbosity", "detailed");
        Assert.That((run.Exit, run.Out), Is.EqualTo((exit, run.Out)));
        Assert.That(run.Out, Does.Contain(says));
    }

    [TestCase("not-judged: off", 0)]
    [TestCase("not-judged: warning", 0)]
    [TestCase("not-judged: error", 3)]
    public void That_it_is_not_known_is_worth_what_the_dataset_says(string settings, int exit)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy(" files: reference.jsonl, max-age: 1d ", settings)).Write("data.jsonl", Row).Write("reference.jsonl", Row);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out);
        Assert.That(run.Out.Contains("DG0501", StringComparison.Ordinal), Is.EqualTo(!settings.EndsWith("off", StringComparison.Ordinal)));
    }

    [Test]
    public void A_slice_has_its_records_dates_and_no_commit()
    {
        using var folder = new GitFolder().Write("datagate.yaml", Policy(" slice: human, max-age: 10d ", "origin: { field: source, human: [h], synthetic: [\"*\"] }\n    created: made"));
        string Of(string source, string made) => $"{{\"text\": \"a\", \"source\": \"{source}\"{made}}}\n";
        folder.Write("data.jsonl", Of("h", ", \"made\": \"2026-01-01\"") + Of("m", ", \"made\": \"2026-11-21\"")).Commit();
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("error DG2011: The reference is 324 days old"));
        folder.Write("data.jsonl", Of("h", "") + Of("m", ", \"made\": \"2026-11-21\"")).Commit();
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("error DG0501: The reference's age was not judged: no record of it has 'made', and a slice has no files of its own."));
    }

    /// <summary>A reference of two files, last changed on 2026-02-01, and other commits since.</summary>
    private static GitFolder Committed(string reference)
    {
        var folder = new GitFolder().Write("datagate.yaml", Policy(reference, "allow-empty: false")).Write("data.jsonl", Row)
            .Write("ref/a.jsonl", Row).Write("ref/b :(glob)é.jsonl", Row).Write("ref/gone.jsonl", Row);
        folder.Commit(date: "2025-01-01T00:00:00Z");
        folder.Git("tag", "v1");
        folder.Write("ref/b :(glob)é.jsonl", Row + Row).Commit(date: "2026-02-01T00:00:00Z");
        File.Delete(folder.At("ref/gone.jsonl"));
        folder.Commit(date: "2026-03-01T00:00:00Z");
        folder.Write("data.jsonl", Row + Row).Commit(date: "2026-04-01T00:00:00Z");
        return folder;
    }

    [TestCase(" files: \"ref/*\", max-age: 293d ", "")]
    [TestCase(" files: \"ref/*\", max-age: 292d ", "The reference is 293 days old, above its max-age, 292d: its files were last committed on 2026-02-01.")]
    [TestCase(" files: \"ref/a*\", max-age: 400d ", "The reference is 689 days old, above its max-age, 400d: its files were last committed on 2025-01-01.")]
    [TestCase(" files: \"ref/*\", revision: v1, max-age: 400d ", "The reference is 689 days old, above its max-age, 400d: its files were last committed on 2025-01-01.")]
    [TestCase(" files: \"ref/*\", revision: main, max-age: 292d ", "The reference is 293 days old, above its max-age, 292d: its files were last committed on 2026-02-01.")]
    [TestCase(" revision: main, max-age: 233d ", "The reference is 234 days old, above its max-age, 233d: its files were last committed on 2026-04-01.")]
    [TestCase(" revision: main, max-age: 234d ", "")]
    public void Without_dates_the_last_commit_of_its_files_counts(string reference, string says)
    {
        using var folder = Committed(reference);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(says.Length > 0 ? 1 : 0), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(says));
    }

    [Test]
    public void What_is_not_committed_has_no_date()
    {
        using var folder = Committed(" files: \"ref/new*\", max-age: 1d ").Write("ref/new.jsonl", Row);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("the dataset declares no 'created', when a record was made, and none of its files was ever committed.", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
    }

    [Test]
    public void A_shallow_clone_knows_only_commits_that_it_reaches_beyond()
    {
        using var folder = Committed(" files: \"ref/*\", max-age: 292d ");
        using var shallow = folder.Clone("--depth=1");
        var run = Tool.Run(shallow.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("this clone is shallow and doesn't reach back to their last commit: 'git fetch --unshallow' fetches it.", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
        using var deeper = folder.Clone("--depth=4");
        Assert.That(Tool.Run(deeper.Path, "check").Exit, Is.EqualTo(1));
    }

    [TestCase(" files: \"ref/*\", max-age: 292d ")]
    [TestCase(" files: [data.jsonl], max-age: 1d ")]
    public void Parts_say_what_the_whole_says(string reference)
    {
        using var folder = Committed(reference);
        var whole = Tool.Reports(folder.Path, "check");
        Assert.That(whole, Does.Contain("DG2011"));
        foreach (var part in (string[])["1", "2"]) Assert.That(Tool.Run(folder.Path, "check", "--part", part + "/2", "-o", part).Exit, Is.Zero);
        Assert.That(Tool.Reports(folder.Path, "check", "--parts", "1", "2"), Is.EqualTo(whole));
        folder.Write("ref/a.jsonl", Row.Replace("card", "bill", StringComparison.Ordinal)).Write("data.jsonl", Row + Row.Replace("card", "bill", StringComparison.Ordinal)).Commit(date: "2026-05-01T00:00:00Z");
        Assert.That(Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "2").Exit, Is.Zero);
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "1", "2").Error, Does.Contain("error DG0024").And.Contain("last committed at another time"));
    }
}
