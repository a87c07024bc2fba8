using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A reference may drift from what people say now: it is held against newer records of them.</summary>
public sealed class AnchorDriftTests
{
    private static readonly string[] s_old = ["where is my card", "i lost my cheque book", "what are your opening hours", "please send a new pin", "can i see my balance", "how do i order cash"];
    private static readonly string[] s_new = ["the app shows no verification code", "my phone was stolen with the wallet on it", "can i split a payment", "why was face login refused", "freeze the virtual card", "add my card to my watch"];

    private static string Rows(string[] texts, int records, int from = 0) =>
        string.Concat(Enumerable.Range(from, records).Select(i => $"{{\"text\": \"{texts[i * 7 % texts.Length]} {i * 31 % 97}\", \"intent\": \"{i % 3}\"}}\n"));

    private static Folder Set(string newer = "token-js: { max: null + 0.02 }", string[]? now = null, string dataset = "") => new Folder()
        .Write("datagate.yaml", $$"""
            version: 1
            datasets:
              intents:
                files: [data.jsonl]
                text: text
                {{dataset}}
                reference: { files: [old.jsonl], newer: { files: [new.jsonl], {{newer}} } }
                diversity: { exact-duplicates: 100% }

            """)
        .Write("data.jsonl", Rows(s_old, 300, 1_000)).Write("old.jsonl", Rows(s_old, 300)).Write("new.jsonl", Rows(now ?? s_old, 300, 500));

    [TestCase("token-js: { max: null + 0.02 }")]
    [TestCase("token-js: 0.1")]
    [TestCase("classifier-auc: { max: null + 0.1 }, rare-retention: { min: null - 0.2 }")]
    public void Newer_records_of_the_same_kind_are_no_drift(string newer)
    {
        using var folder = Set(newer);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
        Assert.That(run.Out, Does.Contain("intents (reference) — 1 file, 300 records").And.Contain("300 reference records"));
    }

    [Test]
    public void A_budget_of_the_reference_alone_judges_nothing_of_the_data()
    {
        using var folder = Set();
        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("    diversity: { exact-duplicates: 100% }\n", "", StringComparison.Ordinal));
        foreach (var asked in (string[][])[["check"], ["check", "--all"], ["check", "--dataset", "intents"]])
        {
            var run = Tool.Run(folder.Path, asked);
            Assert.That(run.Exit, Is.EqualTo(3), run.Out + run.Error);
            Assert.That(run.Out, Does.Contain("error DG0502: Nothing was judged: the policy has a budget of its reference, and none of the data. Add one, for example under diversity: or synthetic:."));
        }
        Assert.That(Tool.Run(folder.Path, "check", "--dataset", "intents (reference)").Exit, Is.Zero, "all that was asked for is judged");
    }

    [TestCase("token-js: { max: null + 0.02 }", "token-js")]
    [TestCase("token-js: 0.1", "token-js")]
    [TestCase("classifier-auc: { max: null + 0.1 }", "classifier-auc")]
    public void Records_of_another_kind_are(string newer, string metric)
    {
        using var folder = Set(newer, s_new);
        var run = Tool.Run(folder.Path, "check");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
            Assert.That(run.Out, Does.Match($@"old\.jsonl\(\d+,1\): error DG2012: {metric} of the reference from newer records is [^\n]+ renew it with newer records"));
            Assert.That(run.Out, Does.Not.Contain("DG2001").And.Not.Contain("error DG2007"), "under its own code alone");
        });
    }

    /// <summary>Smoothing makes a handful of records look like any others: nobody passes by removing newer records, or the reference's own.</summary>
    [TestCase("new.jsonl", "token-js of the reference from newer records was not judged: the set of newer records has only 5 records")]
    [TestCase("old.jsonl", "token-js was not judged: the reference has only 5 records")]
    public void Too_few_records_of_the_other_side_are_not_judged(string file, string says)
    {
        using var folder = Set("token-js: 0.3", s_new);
        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")) + "    divergence: { token-js: 0.3 }\n").Write(file, Rows(s_new, 5));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(3), run.Out);
        Assert.That(run.Out, Does.Contain("DG0501: " + says + ", fewer than the budget's min-records, 100."));
    }

    /// <summary>A glob that takes the reference's own files for newer ones, a copy of them, and a part of them.</summary>
    [TestCase("\"*.jsonl\", \"!data.jsonl\"", "old.jsonl")]
    [TestCase("copy.jsonl", "old.jsonl")]
    [TestCase("old.jsonl", "old.jsonl")]
    public void The_references_own_records_judge_nothing(string newer, string names)
    {
        using var folder = Set("token-js: 0.9", s_new);
        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("[new.jsonl]", $"[{newer}]", StringComparison.Ordinal));
        if (newer.StartsWith("copy", StringComparison.Ordinal)) folder.Write("copy.jsonl", Rows(s_old, 300));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(3), run.Out);
        Assert.That(run.Out, Does.Contain($"{names}: error DG0510: The reference's drift was not judged: {names} stands among the newer records too"));
        var whole = Tool.Reports(folder.Path, "check");
        Tool.Run(folder.Path, "check", "--part", "1/2", "-o", "a");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "b");
        Assert.That(Tool.Reports(folder.Path, "check", "--parts", "b", "a"), Is.EqualTo(whole), "in parts");
    }

    [TestCase("old.jsonl", "old.jsonl")]
    [TestCase("copy.jsonl", "copy.jsonl")]
    [TestCase("data.jsonl", null)]
    [TestCase("\"*.jsonl\"", null)]
    public void A_dataset_that_is_its_own_reference_is_told(string files, string? names)
    {
        using var folder = Set().Write("copy.jsonl", Rows(s_old, 300)).Write("datagate.yaml", $$"""
            version: 1
            datasets:
              intents:
                files: [{{files}}]
                text: text
                reference: { files: [old.jsonl] }
                divergence: { token-js: { max: 0.5 } }

            """);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(run.Out, names is null ? Does.Not.Contain("DG0510") : Does.Contain($"{names}: warning DG0510: The dataset is its own reference, {names}: what is held against itself never differs"));
    }

    [TestCase("2026-12-31", 0, "note DG2012")]
    [TestCase("2026-11-20", 1, "error DG2012")]
    public void An_exemption_names_it_by_its_code(string until, int exit, string says)
    {
        using var folder = Set("token-js: 0.1", s_new, $"exempt: [{{ code: DG2012, until: {until}, reason: being renewed }}]");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out);
        Assert.That(run.Out, Does.Contain(says).And.Not.Contain("DG5011"));
        folder.Write("new.jsonl", Rows(s_old, 300, 500));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("warning DG5011: The exemption of DG2012 is for nothing"));
    }

    [Test]
    public void Asking_for_a_dataset_asks_for_its_references_drift()
    {
        using var folder = Set("token-js: 0.1", s_new);
        Assert.That(Tool.Run(folder.Path, "check", "--dataset", "intents").Out, Does.Contain("error DG2012"));
        Assert.That(Tool.Run(folder.Path, "check", "--all", "--dataset", "intents").Out, Does.Contain("error DG2012"));
    }

    [Test]
    public void It_can_warn_and_its_owner_is_the_datasets()
    {
        using var folder = Set("token-js: { max: 0.1, severity: warning }", s_new, "owner: nlp@example.com");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(run.Out, Does.Contain("warning DG2012").And.Contain("nlp@example.com"));
    }

    [Test]
    public void Parts_say_what_the_whole_says()
    {
        using var folder = Set(now: s_new);
        var whole = Tool.Reports(folder.Path, "check");
        Tool.Run(folder.Path, "check", "--part", "1/2", "-o", "a");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "b");
        Assert.That(Tool.Reports(folder.Path, "check", "--parts", "b", "a"), Is.EqualTo(whole));
        Assert.That(whole, Does.Contain("DG2012"));
    }

    [Test]
    public void Newer_records_that_are_not_there_are_no_pass()
    {
        using var folder = Set();
        File.Delete(Path.Combine(folder.Path, "new.jsonl"));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(3));
        Assert.That(run.Out, Does.Contain("DG0503: 'new.jsonl' matches no file"));
    }

    [TestCase("reference: { slice: human, newer: { files: [new.jsonl], token-js: 0.1 } }", "DG0004", "the reference here is not files as they stand")]
    [TestCase("reference: { revision: HEAD, newer: { files: [new.jsonl], token-js: 0.1 } }", "DG0004", "the reference here is not files as they stand")]
    [TestCase("reference: { files: [old.jsonl], newer: { files: [new.jsonl] } }", "DG0005", "'newer' needs a budget")]
    [TestCase("reference: { files: [old.jsonl], newer: { token-js: 0.1 } }", "DG0005", "files")]
    [TestCase("reference: { files: [old.jsonl], newer: { files: [new.jsonl], token-js: { max: 0.1, by: intent } } }", "DG0004", "remove 'on' and 'by'")]
    [TestCase("reference: { files: [old.jsonl], newer: { files: [new.jsonl], label-js: 0.1 } }", "DG0010", "'label-js' counts labels")]
    [TestCase("reference: { files: [old.jsonl], newer: { files: [new.jsonl], distinct-2: 0.1 } }", "DG0002", "distinct-2")]
    public void What_cant_be_meant_is_told(string reference, string code, string says)
    {
        using var folder = Set();
        folder.Write("datagate.yaml", $"version: 1\ndatasets:\n  intents:\n    files: [data.jsonl]\n    text: text\n    origin: {{ field: s, human: [a], synthetic: [b] }}\n    {reference}\n    diversity: {{ exact-duplicates: 100% }}\n");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(2), run.Out);
        Assert.That(run.Out + run.Error, Does.Contain(code).And.Contain(says));
    }

    [Test]
    public void What_a_change_adds_to_the_reference_is_not_judged_as_data_and_a_looser_budget_is_told()
    {
        using var files = Set();
        using var folder = new GitFolder();
        foreach (var file in Directory.GetFiles(files.Path)) folder.Write(Path.GetFileName(file), File.ReadAllText(file));
        folder.Commit();
        folder.Write("old.jsonl", Rows(s_old, 300) + string.Concat(Enumerable.Repeat("{\"text\": \"the very same\"}\n", 200)));
        var since = Tool.Run(folder.Path, "check", "--since", "main");
        Assert.That(since.Exit, Is.EqualTo(1), since.Out);
        Assert.That(since.Out, Does.Contain("DG2012").And.Not.Contain("added of intents (reference)").And.Not.Contain("DG1002"), "the reference has drifted, and nothing more is said of it");

        folder.Write("old.jsonl", Rows(s_old, 300)).Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("null + 0.02", "null + 0.5", StringComparison.Ordinal));
        var from = Tool.Run(folder.Path, "check", "--since", "main", "--policy-from", "main");
        Assert.That(from.Out, Does.Contain("DG0040").And.Contain("max of token-js in 'intents (reference)' was null + 0.02, is null + 0.5"));
    }

    /// <summary>That the reference still holds says nothing of what a change did to the data.</summary>
    [TestCase(0, 100, "the change only removes records")]
    [TestCase(5, 0, "which the change adds to: no budget of it could be")]
    public void A_change_is_not_judged_by_the_references_drift(int added, int removed, string says)
    {
        using var folder = new GitFolder().Write("data.jsonl", Rows(s_old, 300, 1_000)).Write("old.jsonl", Rows(s_old, 300)).Write("new.jsonl", Rows(s_old, 300, 500)).Write("datagate.yaml", """
            version: 1
            datasets:
              intents:
                files: [data.jsonl]
                text: text
                reference: { files: [old.jsonl], newer: { files: [new.jsonl], token-js: 0.9 } }

            """);
        folder.Commit();
        var same = Tool.Run(folder.Path, "check", "--since", "main");
        Assert.That((same.Exit, same.Out.Contains("1 holds", StringComparison.Ordinal)), Is.EqualTo((0, true)), same.Out);
        folder.Write("data.jsonl", Rows(s_old, 300 - removed, 1_000) + Rows(s_new, added));
        var run = Tool.Run(folder.Path, "check", "--since", "main");
        Assert.That((run.Exit, run.Out.Contains("1 holds", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
        Assert.That(run.Out, Does.Contain("error DG0502: Nothing was judged of this dataset").And.Contain(says));
    }
}
