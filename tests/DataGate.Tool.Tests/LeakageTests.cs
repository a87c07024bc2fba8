using System.Text.Json.Nodes;

namespace DataGate.Tool.Tests;

/// <summary>What leaks from one set into another, from policy to report.</summary>
public sealed class LeakageTests
{
    private static string Row(string text, string more = "") => $"{{\"text\": \"{text}\"{more}}}\n";

    private static string Rows(string name, int count, int first = 0) => string.Concat(Enumerable.Range(first, count).Select(i => Row($"{name} {i}")));

    private static Folder With(string dataset) => new Folder().Write("datagate.yaml", $"version: 1\ndatasets:\n  d:\n    files: [\"data/**/*.jsonl\"]\n    text: text\n    {dataset.ReplaceLineEndings("\n    ")}\n");

    private const string Splits = "splits: { train: [\"data/train/**\"], dev: [data/dev.jsonl], test: [\"data/test/*\"] }\n";

    /// <summary>Of 200 records outside of test 5 stand in it; of 170 outside of dev 40.</summary>
    private static Folder Split(string leakage, string splits = Splits) => With(splits + leakage)
        .Write("data/train/a.jsonl", Rows("train", 95) + Rows("test", 3)).Write("data/train/b/b.jsonl", Rows("dev", 30) + Rows("test", 2))
        .Write("data/dev.jsonl", Rows("dev", 70)).Write("data/test/t.jsonl", Rows("test", 30) + Rows("dev", 10, first: 50));

    [TestCase("leakage: { test: { max: 2.5% } }", 0, "leakage  leakage/test   2.5%  max 2.5%      200  holds")]
    [TestCase("leakage: { test: 2% }", 1, "error DG6002: leakage of the split 'test' into the others is 7.5%, above the allowed 2%, in 200 records. Take these records out of the other splits: what was trained on, 'test' doesn't test.")]
    [TestCase("leakage: { dev: 2% }", 1, "is 23.5%, above the allowed 2%, in 170 records.")]
    [TestCase("leakage: { dev: { max: 50%, warn: 10% } }", 0, "warning DG6002: leakage of the split 'dev' into the others is 23.5%, above the allowed 10%")]
    public void Records_of_the_other_splits_count_that_stand_in_one(string leakage, int exit, string says)
    {
        using var folder = Split(leakage);
        if (leakage.Contains("2%", StringComparison.Ordinal) && leakage.Contains("test", StringComparison.Ordinal)) folder.Write("data/dev.jsonl", Rows("dev", 50) + Rows("test", 10) + Rows("new", 10));
        else if (leakage.Contains("2.5", StringComparison.Ordinal)) folder.Write("data/test/t.jsonl", Rows("test", 30));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(says));
    }

    [Test]
    public void The_finding_shows_pairs_of_rows()
    {
        using var folder = Split("leakage: { test: 0 }").Write("data/dev.jsonl", Rows("dev", 20, first: 100));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out, Does.Contain(
            "\ndata/train/a.jsonl(96,1): error DG6002: ").And.Contain(
            "    stands in the split 'test' too (2 records): \"test 0\"\n        data/train/a.jsonl(96,1)\n        data/train/b/b.jsonl(31,1)\n    the same text in the split 'test' (1 record)\n        data/test/t.jsonl(1,1)\n"), run.Out);
    }

    [Test]
    public void Near_repeats_count_with_a_similarity()
    {
        string Long(string end) => Row(string.Join(' ', Enumerable.Range(0, 30).Select(i => $"w{i}")) + end);
        using var folder = With("splits: { train: [\"data/a.jsonl\"], test: [data/b.jsonl] }\nleakage: { test: { max: 0, jaccard: 0.8 } }").Write("data/a.jsonl", Long(" here") + Row("x")).Write("data/b.jsonl", Long(" there"));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("leakage of the split 'test' into the others is 0.5").And.Contain("the text in the split 'test' that it nearly repeats (1 record)"));
        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace(", jaccard: 0.8", "", StringComparison.Ordinal));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero, "equal texts alone");
    }

    private static Folder Referenced(string more, string leakage = "leakage: { reference: 0 }") =>
        With($"reference: {{ files: reference.jsonl }}\n{leakage}{more}").Write("reference.jsonl", Rows("known", 50)).Write("data/a.jsonl", Rows("new", 97) + Rows("known", 3));

    [Test]
    public void Records_count_that_stand_in_the_reference()
    {
        using var folder = Referenced("");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("data/a.jsonl(98,1): error DG6001: leakage of the reference into the data is 0.03, above the allowed 0, in 100 records. ")
            .And.Contain("every divergence from the reference looks better than it is").And.Contain("    the same text in the reference (1 record)\n        reference.jsonl(1,1)\n"));
        folder.Write("data/a.jsonl", Rows("new", 97));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
    }

    [Test]
    public void A_slice_may_be_looked_at()
    {
        using var folder = Referenced("\norigin: { field: source, human: [h], synthetic: [m] }", "leakage: { reference: { max: 0, on: synthetic } }")
            .Write("data/a.jsonl", Row("known 1", ", \"source\": \"h\"") + Row("known 2", ", \"source\": \"m\"") + Row("new", ", \"source\": \"m\""));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("data/a.jsonl(2,1): error DG6001: leakage of the reference into 'synthetic' is 0.5, above the allowed 0, in 2 records."));
    }

    [TestCase("leakage: { test: 100%, dev: 1% }", Splits, "DG6002")]
    [TestCase("leakage: { dev: { max: 1%, jaccard: 0.8 } }", Splits, "DG6002")]
    [TestCase("leakage: { dev: 100% }", "splits: { dev: [data/dev.jsonl], test: [\"data/t*/t.jsonl\"] }\n", "DG6003")]
    [TestCase("leakage: { dev: 100% }", "splits: { dev: [data/dev.jsonl, data/none], all: [\"data/**\"] }\n", "DG6004")]
    public void Parts_threads_and_reports_say_one_thing(string leakage, string splits, string code)
    {
        using var folder = Split(leakage, splits);
        var whole = Tool.Reports(folder.Path, "check", "--threads", "1");
        Assert.That(whole, Does.Contain(code));
        Assert.That(Tool.Reports(folder.Path, "check", "--threads", "5"), Is.EqualTo(whole), "5 threads");
        foreach (var count in new[] { 1, 3, 7 })
        {
            var files = Enumerable.Range(1, count).Select(i => $"part-{count}-{i}").ToArray();
            for (var i = 0; i < count; i++) Assert.That(Tool.Run(folder.Path, "check", "--part", $"{i + 1}/{count}", "-o", files[i]).Exit, Is.Zero);
            Assert.That(Tool.Reports(folder.Path, ["check", "--parts", .. files.Reverse()]), Is.EqualTo(whole), $"{count} parts");
        }
    }

    [TestCase("splits: { train: [\"data/trian/**\"], dev: [data/dev.jsonl], test: [\"data/test/*\"] }\n", 3, "'data/trian/**' matches no file.")]
    [TestCase("splits: { other: [\"*.yaml\"], dev: [data/dev.jsonl], test: [\"data/test/*\"] }\n", 3, "The split 'other' has no file of the dataset.")]
    [TestCase("splits: { dev: [data/dev.jsonl], test: [\"data/test/*\"] }\n", 0, "warning DG6003: 2 files of the dataset are in no split, and held against none. Name them in one, or exclude them from the dataset.")]
    [TestCase("splits: { dev: [data/dev.jsonl], test: [\"data/test/*\"], all: [\"data/**\"] }\n", 1, "data/dev.jsonl: error DG6004: 2 files of the dataset are in several splits, the first in 'dev' and 'all'")]
    public void What_the_splits_miss_is_told(string splits, int exit, string says)
    {
        using var folder = Split("leakage: { dev: 100% }", splits);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain(says));
    }

    [Test]
    public void Records_of_no_split_take_no_part()
    {
        using var folder = Split("leakage: { dev: 100% }", "splits: { dev: [data/dev.jsonl], test: [\"data/test/*\"] }\n");
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("leakage  leakage/dev    25%  max 100%       40  holds"));
    }

    [Test]
    public void A_split_without_records_is_not_judged()
    {
        using var folder = Split("leakage: { test: 100%, dev: 100% }").Write("data/test/t.jsonl", "");
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("error DG0501: leakage of the split 'test' into the others was not judged: the split 'test' has no records.", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
    }

    [TestCase("leakage: { reference: 0 }", "DG0010", "the dataset declares no 'reference'")]
    [TestCase("leakage: { tset: 0 }\nsplits: { train: a, test: b }", "DG0010", "the dataset declares no such split; did you mean 'test'?")]
    [TestCase("leakage: { test: 0 }\nsplits: { test: b }", "DG0010", "nothing can leak into another one")]
    [TestCase("splits: { reference: b }", "DG0004", "no name of a split")]
    [TestCase("leakage: { reference: 0 }\nreference: { slice: human }\norigin: { field: s, human: [h] }", "DG0006", "the reference is the slice 'human' of this dataset, so its records stand in both")]
    [TestCase("leakage: { reference: 0 }\nreference: { revision: v1 }", "DG0006", "the reference is this dataset at the revision 'v1', so its records stand in both")]
    [TestCase("leakage: { reference: { max: reference + 1% } }\nreference: { files: r }", "DG0006", "its bound is a number")]
    [TestCase("leakage: { reference: { min: 1% } }\nreference: { files: r }", "DG0006", "its bound is 'max'")]
    [TestCase("leakage: { reference: { max: 1%, by: label } }\nreference: { files: r }", "DG0006", "remove 'by'")]
    [TestCase("leakage: { test: { max: 1%, on: human } }\nsplits: { train: a, test: b }\norigin: { field: s, human: [h] }", "DG0006", "remove 'on'")]
    [TestCase("leakage: { test: { max: 1%, jaccard: 2 } }\nsplits: { train: a, test: b }", "DG0004", "jaccard")]
    public void What_can_not_be_judged_is_a_fault_of_the_policy(string dataset, string code, string says)
    {
        using var folder = With(dataset);
        var run = Tool.Run(folder.Path, "policy");
        Assert.That(run.Exit, Is.EqualTo(2), run.Out);
        Assert.That(run.Out + run.Error, Does.Contain($"error {code}: ").And.Contain(says));
    }

    [TestCase("leakage: { reference: 0 }\nreference: { revision: v1, files: r }")]
    [TestCase("leakage: { reference: { max: 0, on: added } }\nreference: { revision: v1 }")]
    [TestCase("leakage: { reference: { max: 0, severity: off } }\nreference: { slice: human }\norigin: { field: s, human: [h] }")]
    [TestCase("leakage: {}\nsplits: {}")]
    public void What_can_is_not(string dataset)
    {
        using var folder = With(dataset);
        var run = Tool.Run(folder.Path, "policy");
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
    }

    [Test]
    public void Beyond_the_memory_a_bound_within_the_interval_is_not_judged_and_one_beyond_it_is()
    {
        using var folder = With("splits: { train: [data/a.jsonl], test: [data/b.jsonl] }\nleakage: { test: 0 }").Write("data/a.jsonl", Rows("train", 400_000)).Write("data/b.jsonl", Rows("test", 1_000));
        var policy = File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("version: 1\n", "version: 1\ndefaults: { memory: 64MB, sample: 100 }\n", StringComparison.Ordinal);
        folder.Write("datagate.yaml", policy);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("was not judged: not all texts fit the policy's memory, and the interval of those that do holds the bound.", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
        folder.Write("datagate.yaml", policy.Replace("test: 0 ", "test: 0.1% ", StringComparison.Ordinal));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
    }

    [Test]
    public void What_a_change_adds_may_be_looked_at_and_the_whole_is_judged_as_without()
    {
        using var folder = ChangedSet.Committed("    reference: { files: reference.jsonl }\n    splits: { train: [data/a.jsonl], test: [data/b.jsonl] }\n    leakage: { reference: { max: 0, on: added }, test: 100% }\n    diversity: { exact-duplicates: 100% }\n", 400);
        folder.Write("reference.jsonl", Rows("known", 5)).Commit();
        folder.Append("data/a.jsonl", ["{\"text\": \"known 3\"}", "{\"text\": \"fresh\"}"]);
        var run = Tool.Run(folder.Path, "check", "--since", "HEAD");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("data/a.jsonl(201,1): error DG6001: leakage of the reference into 'added' is 0.5, above the allowed 0, in 2 records."));
        string Line(string text) => text.Split('\n').Single(line => line.Contains("leakage/test", StringComparison.Ordinal)).Trim();
        Assert.That(string.Join(' ', Line(run.Out).Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(string.Join(' ', Line(Tool.Run(folder.Path, "check").Out).Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Test]
    public void A_baseline_keeps_it_and_an_exemption_names_it()
    {
        using var folder = Split("leakage: { test: 1%, dev: { max: 100%, jaccard: 0.8 } }\nhistory: { worse-by: 5% }\nexempt: [{ metric: leakage, slice: leakage/test, until: 2027-03-01, reason: r }]");
        Assert.That(Tool.Run(folder.Path, "baseline").Exit, Is.Zero);
        var run = Tool.Run(folder.Path, "check", "--format", "json");
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
        Assert.That(JsonNode.Parse(run.Out)!["datasets"]![0]!["slices"]!.AsArray().Select(slice => (string?)slice!["name"]), Is.SupersetOf((string[])["leakage/test", "leakage/dev"]));
        folder.Write("data/dev.jsonl", Rows("dev", 60) + Rows("test", 20));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("DG5001: "));
    }
}
