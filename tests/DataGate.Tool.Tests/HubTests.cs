using System.Globalization;

namespace DataGate.Tool.Tests;

/// <summary>Folders as data hubs lay them out, and downloads of them that broke off.</summary>
public sealed class HubTests
{
    private static readonly string[] s_things = ["card", "bill", "phone", "order", "key", "loan", "pin"];

    private static string Rows(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{{\"text\": \"where is my {s_things[i % 7]} number {i * 7919 % 1000} of {s_things[i % 5]}\", \"label\": \"l{i % 4}\"}}\n")));

    private static Folder Hub(string name = "set") => new Folder()
        .Write($"{name}/data/train-00000-of-00002.jsonl", Rows(0, 200)).Write($"{name}/data/train-00001-of-00002.jsonl", Rows(200, 200)).Write($"{name}/data/test-00000-of-00001.jsonl", Rows(400, 100))
        .Write($"{name}/.gitattributes", "*.jsonl filter=lfs\n")
        .Write($"{name}/README.md", "---\nconfigs:\n- config_name: default\n  data_files:\n  - split: train\n    path: data/train-*\n  - split: test\n    path: data/test-*\n---\n# A set\n");

    private static string Policy(Folder folder) => File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml"));

    [Test]
    public void Init_drafts_the_splits_that_the_card_names()
    {
        using var folder = Hub();
        var init = Tool.Run(folder.Path, "init", "set");
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.That(init.Error, Does.Contain("'set' is laid out as data hubs do, its README.md says so: train, test"));
        Assert.That(Policy(folder), Does.Contain("    files: [\"set/data/train-*\", \"set/data/test-*\"]\n").And.Contain(
            "    splits:\n      train: [\"set/data/train-*\"]\n      test: [\"set/data/test-*\"]\n    # leakage: { test: { max: 0.1% } }"));
        var check = Tool.Run(folder.Path, "check");
        Assert.That(check.Exit, Is.Zero, check.Out + check.Error);
        folder.Write("datagate.yaml", Policy(folder).Replace("    # leakage", "    leakage", StringComparison.Ordinal));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("leakage/test"), "the line that is proposed can be taken");
    }

    [Test]
    public void Init_in_the_folder_itself_sees_them_by_their_names()
    {
        using var folder = Hub();
        File.Delete(Path.Combine(folder.Path, "set", "README.md"));
        var init = Tool.Run(Path.Combine(folder.Path, "set"), "init", ".");
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "set", "datagate.yaml")), Does.Contain("train: [\"data/train-*.jsonl\"]\n").And.Contain("test: [\"data/test-*.jsonl\"]\n"));
    }

    [Test]
    public void Init_says_what_it_cant_make_of_the_card()
    {
        using var folder = Hub().Write("set/README.md", "---\nconfigs: [\n---\n");
        var init = Tool.Run(folder.Path, "init", "set");
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.That(init.Error, Does.Contain("warning: 'set/README.md' names no splits here: its head is not understood in line 3: ").And.Contain("by the names of its files"));
    }

    [Test]
    public void A_folder_of_another_layout_is_read_as_it_is_named()
    {
        using var folder = new Folder().Write("set/a.jsonl", Rows(0, 300));
        Assert.That(Tool.Run(folder.Path, "init", "set").Error, Does.Not.Contain("laid out"));
        Assert.That(Policy(folder), Does.Contain("files: [\"set/**\"]"));
    }

    private static Folder Broken(string more = "")
    {
        var folder = Hub().Write("datagate.yaml", $"version: 1\ndatasets:\n  d:\n    files: [\"set/data/train-*\"]\n    text: text\n    diversity: {{ distinct-2: 0% }}\n{more}");
        File.Delete(Path.Combine(folder.Path, "set", "data", "train-00001-of-00002.jsonl"));
        return folder;
    }

    private const string Says =
        "set/data/train-00000-of-00002.jsonl: error DG9014: Of the 2 shards of its series 1 is missing: set/data/train-00001-of-00002.jsonl. Fetch it, or say reading: { missing-shard: off } where a part is meant.";

    [Test]
    public void A_missing_shard_is_no_pass()
    {
        using var folder = Broken();
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out), Is.EqualTo((3, run.Out)));
        Assert.That(run.Out, Does.Contain(Says));
        folder.Write("set/data/train-00001-of-00002.jsonl", Rows(200, 200));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
    }

    [TestCase("warning", 0, "warning DG9014")]
    [TestCase("off", 0, null)]
    public void The_policy_says_what_it_is_worth(string severity, int exit, string? says)
    {
        using var folder = Broken($"    reading: {{ missing-shard: {severity} }}\n");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out);
        Assert.That(run.Out, says is null ? Does.Not.Contain("DG9014") : Does.Contain(says));
    }

    [Test]
    public void Parts_tell_it_too()
    {
        using var folder = Broken();
        foreach (var part in new[] { 1, 2 }) Tool.Run(folder.Path, "check", "--part", $"{part}/2", "-o", $"{part}.part");
        var run = Tool.Run(folder.Path, "check", "--parts", "1.part", "2.part");
        Assert.That(run.Exit, Is.EqualTo(3), run.Error);
        Assert.That(run.Out, Does.Contain(Says));
    }

    [TestCase("", 3, "set/data/train-00001-of-00002.jsonl: error DG9014: Of the 2 shards of its series 1 has no records, and others have: set/data/train-00001-of-00002.jsonl. Fetch it again, or say reading: { missing-shard: off } where nothing in them is meant.")]
    [TestCase("    reading: { missing-shard: warning }\n", 0, "warning DG9014")]
    [TestCase("", 3, "1 has no records, and others have: set/data/train-00001-of-00002.jsonl.", "\n")]
    [TestCase("", 3, "1 has no records, and others have: set/data/train-00001-of-00002.jsonl.", "\uFEFF")]
    public void An_empty_shard_is_no_pass(string more, int exit, string says, string content = "")
    {
        using var folder = Broken(more).Write("set/data/train-00001-of-00002.jsonl", content);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out), Is.EqualTo((exit, run.Out)));
        Assert.That(run.Out, Does.Contain(says).And.Not.Contain("DG9016"));
        foreach (var part in new[] { 1, 2 }) Tool.Run(folder.Path, "check", "--part", $"{part}/2", "-o", $"{part}.part");
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "2.part", "1.part").Out, Is.EqualTo(run.Out));
    }

    [Test]
    public void A_revision_s_empty_shards_are_told()
    {
        using var git = new TestSupport.GitFolder();
        git.Write("data/t-0-of-2.jsonl", Rows(0, 120)).Write("data/t-1-of-2.jsonl", "").Commit();
        git.Write("data/t-1-of-2.jsonl", Rows(120, 120)).Write("datagate.yaml",
            "version: 1\ndatasets:\n  d:\n    files: [\"data/*.jsonl\"]\n    text: text\n    reference: { revision: main }\n    diversity: { distinct-2: 0% }\n    divergence: { token-js: { max: null + 1 } }\n");
        Assert.That(Tool.Run(git.Path, "check").Out, Does.Contain("@main/data/t-1-of-2.jsonl: error DG9014: Of the 2 shards of its series 1 has no records"));
    }

    [Test]
    public void A_revision_s_shards_are_its_own()
    {
        using var git = new TestSupport.GitFolder();
        git.Write("data/t-0-of-2.jsonl", Rows(0, 120)).Commit();
        git.Write("data/t-1-of-2.jsonl", Rows(120, 120)).Write("datagate.yaml",
            "version: 1\ndatasets:\n  d:\n    files: [\"data/*.jsonl\"]\n    text: text\n    reference: { revision: main }\n    diversity: { distinct-2: 0% }\n    divergence: { token-js: { max: null + 1 } }\n");
        var run = Tool.Run(git.Path, "check");
        Assert.That(run.Out, Does.Contain("@main/data/t-0-of-2.jsonl: error DG9014: Of the 2 shards of its series 1 is missing: @main/data/t-1-of-2.jsonl."), run.Error);
    }
}
