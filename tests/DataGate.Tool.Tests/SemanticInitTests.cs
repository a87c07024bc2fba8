using System.Globalization;
using System.Text.Json.Nodes;
using DataGate.Onnx;
using DataGate.Tests.Metrics.Embeddings;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary><c>init --semantic</c>: bounds of what texts mean, held by data like the reference and broken by data that says little in many words.</summary>
public sealed class SemanticInitTests
{
    private static readonly string[] s_semantic = ["vendi-score", "coverage", "mauve"];

    private static string[] Lines(params string[] path) => File.ReadAllLines(Path.Combine([Repository.Root, "samples", .. path]));

    private static string[] Humans => Lines("support-intents", "data", "human.jsonl");

    private static string[] Reference => Lines("support-intents", "reference", "human.jsonl");

    /// <summary>As many rows as the humans', each different: twenty of their texts in fifteen wordings.</summary>
    private static string[] Collapsed
    {
        get
        {
            string[] before = ["", "please ", "hi, ", "hello there, ", "quick question: "], after = ["", " thanks", " today"];
            return [.. Enumerable.Range(0, 300).Select(i => Text(Humans[i % 20], text => before[i / 20 % 5] + text + after[i / 100]))];
        }
    }

    [Test]
    public void Real_texts_are_bounded_by_their_meaning_and_hold_it()
    {
        using var folder = Folder(Humans, Reference);
        var init = Run(folder, Embedders.Open, "init", "data/*.jsonl", "--reference", "reference.jsonl", "--semantic", "--no-cache", "--device", "cpu");
        if (init.Error.Contains("--semantic needs an embedding model", StringComparison.Ordinal)) Assert.Ignore("built without the sentence encoder");
        Assert.That(init.Exit, Is.Zero, init.Error);
        var policy = Policy(folder);
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Match(@"vendi-score: +\{ min: 0\.[0-9]+ x reference, max: [0-9.]+ x reference \}"));
            Assert.That(policy, Does.Match(@"coverage: +\{ min: null - 0\.[0-9]+ \}"));
            Assert.That(policy, Does.Match(@"# mauve is left out: it needs 1,000 records of each side, and of [0-9]+ alone one can be sure"));
            Assert.That(policy, Does.Contain("# What goes by embeddings is not judged where ONNX Runtime is missing"));
        });
        Assert.Multiple(() =>
        {
            Assert.That(Check(folder, Embedders.Open, Humans).Exit, Is.Zero, "the very data");
            Assert.That(Check(folder, Embedders.Open, [.. Reference.Where((_, i) => i % 2 == 0)]).Exit, Is.Zero, "one half of the reference");
            Assert.That(Check(folder, Embedders.Open, [.. Reference.Where((_, i) => i % 2 == 1)]).Exit, Is.Zero, "the other");
            var collapsed = Check(folder, Embedders.Open, Collapsed);
            Assert.That(collapsed.Exit, Is.EqualTo(1));
            Assert.That(Broken(collapsed), Is.Not.Empty, collapsed.Out);
        });
    }

    [Test]
    public void With_enough_records_mauve_is_bounded_too()
    {
        using var folder = Folder(Made(1200, 1), Made(2400, 2));
        var init = Init(folder, "--reference", "reference.jsonl", "--false-alarm", "10%");
        var policy = Policy(folder);
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.That(policy, Does.Match(@"mauve: +\{ min: null - 0\.[0-9]+ \}").And.Not.Contain("left out"));
        Assert.That(Check(folder, Hashed, Made(1200, 1)).Exit, Is.Zero);
        Assert.That(Check(folder, Hashed, Made(1200, 3)).Exit, Is.Zero);
        var collapsed = Check(folder, Hashed, [.. Made(20, 4).SelectMany(row => Enumerable.Range(0, 60).Select(i => Text(row, text => $"{text} ref{i}")))]);
        Assert.That(Broken(collapsed), Is.EquivalentTo(s_semantic), collapsed.Out);
    }

    [Test]
    public void Without_a_reference_the_score_of_the_data_itself_is_kept()
    {
        using var folder = Folder(Made(300, 1), []);
        Assert.That(Init(folder).Exit, Is.Zero);
        Assert.That(Policy(folder), Does.Match(@"vendi-score: +\{ min: [0-9.]+, max: [0-9.]+ \}").And.Not.Contain("coverage").And.Not.Contain("mauve"));
        Assert.That(Check(folder, Hashed, Made(300, 1)).Exit, Is.Zero);
    }

    [Test]
    public void The_policy_does_not_depend_on_threads()
    {
        using var folder = Folder(Made(300, 1), Made(600, 2));
        string Written(string threads) => Init(folder, "--reference", "reference.jsonl", "-o", "-", "--threads", threads).Out;
        Assert.That(Written("3"), Is.EqualTo(Written("1")).And.Contain("vendi-score"));
    }

    [Test]
    public void Without_the_library_nothing_is_written_and_what_mends_it_is_told()
    {
        const string Reason = "this DataGate was built without ONNX Runtime: install Node.js with npm, then build it again with 'dotnet build'";
        using var folder = Folder(Humans, Reference);
        var run = Run(folder, _ => OpenedEmbedder.Without(Reason), "init", "data/*.jsonl", "--semantic", "--no-cache");
        Assert.That((run.Exit, run.Out, run.Error.Trim()), Is.EqualTo((3, "", $"datagate: error DG0501: no policy was written: --semantic needs an embedding model: {Reason}")));
        Assert.That(File.Exists(Path.Combine(folder.Path, "datagate.yaml")), Is.False);
        Assert.That(Run(folder, _ => throw new AssertionException("it was opened unasked"), "init", "data/*.jsonl", "--no-cache").Exit, Is.Zero);
    }

    [Test]
    public void Texts_that_the_model_can_not_read_are_not_bounded_by_it()
    {
        string[] unknown = [.. Made(600, 2).Select(row => Text(row, text => text + " ?x ?y ?z"))];
        using var folder = Folder(Made(300, 1), unknown);
        var run = Init(folder, "--reference", "reference.jsonl");
        Assert.That(run.Exit, Is.EqualTo(3));
        Assert.That(run.Error, Does.Match(@"error DG0501: no policy was written: --semantic can't read the texts: of the reference, [0-9.]+% of its tokens are unknown to the embedding model"));
    }

    [Test]
    public void A_model_of_ones_own_is_the_policys()
    {
        using var folder = Folder(Made(300, 1), Made(600, 2));
        Directory.CreateDirectory(Path.Combine(folder.Path, "models", "own"));
        var opened = new List<EmbedderSettings>();
        OpenedEmbedder Open(EmbedderSettings settings)
        {
            opened.Add(settings);
            return Hashed(settings);
        }
        Directory.CreateDirectory(Path.Combine(folder.Path, "gate"));
        Assert.That(Run(folder, Open, "init", "data/*.jsonl", "--semantic", "--no-cache", "--model", "models/own", "-o", "gate/datagate.yaml", "--allow-outside").Exit, Is.Zero);
        Assert.That(Policy(folder, "gate/datagate.yaml"), Does.Contain("\nembedding: { model: \"../models/own\" }\n"));
        Assert.That(Run(folder, Open, "check", "gate", "--no-cache", "--allow-outside").Exit, Is.Zero);
        Assert.That(opened.Select(settings => settings.ModelFolder), Is.All.EqualTo(Path.Combine(folder.Path, "models", "own")));
    }

    [TestCase("error DG0020: --model names what --semantic embeds texts by", "--model", "data")]
    [TestCase("error DG0060: there is no folder 'nowhere'", "--semantic", "--model", "nowhere")]
    [TestCase("error DG0020: --model: '..", "--semantic", "--model", "..")]
    public void A_wrong_command_line(string says, params string[] args)
    {
        using var folder = Folder(Humans, Reference);
        var run = Run(folder, Hashed, ["init", "data/*.jsonl", .. args]);
        Assert.That((run.Exit, run.Error.Contains(says, StringComparison.Ordinal)), Is.EqualTo((2, true)), run.Error);
    }

    private static string Text(string row, Func<string, string> change)
    {
        var record = JsonNode.Parse(row)!;
        record["text"] = change((string)record["text"]!);
        return record.ToJsonString();
    }

    /// <summary>Different texts of a hundred subjects with words of their own.</summary>
    private static string[] Made(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var subject = random.Next(100);
            return string.Create(CultureInfo.InvariantCulture, $"{{\"text\": \"subject{subject} about{subject} {(char)('a' + random.Next(26))}{random.Next(300)} of word{random.Next(500)} and item{random.Next(5000)}\"}}");
        })];
    }

    private static Folder Folder(string[] data, string[] reference) => new Folder().Write("data/a.jsonl", Text(data)).Write("reference.jsonl", Text(reference));

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string Policy(Folder folder, string name = "datagate.yaml") => File.ReadAllText(Path.Combine(folder.Path, name));

    /// <summary>The semantic measures that a check found broken.</summary>
    private static string[] Broken(ToolRun check) => [.. s_semantic.Where(metric => check.Out.Split('\n').Any(line => line.Contains(": error DG", StringComparison.Ordinal) && line.Contains($": {metric} ", StringComparison.Ordinal)))];

    private static OpenedEmbedder Hashed(EmbedderSettings settings) => new(new HashEmbedder(), Reason: null, Remark: null);

    private static ToolRun Init(Folder folder, params string[] args) => Run(folder, Hashed, ["init", "data/*.jsonl", "--semantic", "--no-cache", .. args]);

    private static ToolRun Check(Folder folder, Func<EmbedderSettings, OpenedEmbedder> open, string[] data)
    {
        folder.Write("data/a.jsonl", Text(data));
        return Run(folder, open, "check", "--no-cache", "--device", "cpu");
    }

    private static ToolRun Run(Folder folder, Func<EmbedderSettings, OpenedEmbedder> open, params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = CommandLine.Run(args, new Host { Out = output, Error = error, Folder = folder.Path, Today = Tool.Today, OpenEmbedder = open });
        return new ToolRun(exit, output.ToString(), error.ToString());
    }
}
