using System.Globalization;
using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Onnx.Tests;

namespace DataGate.Tool.Tests;

/// <summary>A check by a language model that the policy names: a small one of our own, run for real.</summary>
public sealed class LanguageModelTests
{
    private const string Breadth = "perplexity-breadth: { min: 2%, min-records: 1 }";
    private static readonly string[] s_letters = ["a", "b", "c", "d", "e"];

    [Test]
    public void Narrow_data_is_red_and_its_most_expected_rows_are_named()
    {
        using var folder = Folder(Breadth, Narrow());
        var run = Run(folder, LanguageModels.Open, "--device", "cpu");
        Skip(run);
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Out, Does.Contain("error DG1014: perplexity-breadth is 0%, below the required 2%, in 100 records. The rows named are what the language model expects most"));
        // a after a, and nothing else: as its table has it.
        Assert.That(run.Out, Does.Match(@"expected text: perplexity 1\.[0-9] a token; 5% of the reference have over [0-9.,]+ \([0-9]+ records?\): ""a+"""));
    }

    [Test]
    public void Data_like_the_reference_is_green()
    {
        using var folder = Folder("perplexity-breadth: { min: reference - 2% }, perplexity-spread: { min: 0.8 x reference }", Wide(7));
        var run = Run(folder, LanguageModels.Open, "--device", "cpu", "--no-cache");
        Skip(run);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public void Narrow_data_breaks_a_bound_relative_to_the_reference_too()
    {
        using var folder = Folder("perplexity-spread: { min: 0.8 x reference, min-records: 1 }", Narrow());
        var run = Run(folder, LanguageModels.Open, "--device", "cpu");
        Skip(run);
        Assert.That(run.Exit, Is.EqualTo(1));
    }

    [Test]
    public void Without_the_library_nothing_is_judged_and_what_mends_it_is_told()
    {
        using var folder = Folder(Breadth, Narrow());
        var run = Run(folder, _ => OpenedLanguageModel.Without("this DataGate was built without ONNX Runtime: install Node.js with npm"));
        Assert.That(run.Exit, Is.EqualTo(3));
        Assert.That(run.Out, Does.Contain("DG0501").And.Contain("built without ONNX Runtime: install Node.js with npm"));
    }

    [Test]
    public void A_folder_that_holds_no_model_ends_the_check()
    {
        using var folder = Folder(Breadth, Narrow());
        File.Delete(Path.Combine(folder.Path, "models", "own", "model.onnx"));
        var run = Run(folder, LanguageModels.Open, "--device", "cpu");
        Skip(run);
        Assert.That((run.Exit, run.Error.Trim().Split('\n')[^1]), Is.EqualTo((2, $"datagate: error DG0063: there is no model.onnx in {Path.Combine(folder.Path, "models", "own")}")));
    }

    [Test]
    public void The_policy_names_model_and_device_and_the_command_line_goes_before_it()
    {
        using var folder = Folder(Breadth, Narrow());
        var opened = new List<EmbedderSettings>();
        OpenedLanguageModel Open(EmbedderSettings settings)
        {
            opened.Add(settings);
            return OpenedLanguageModel.Without("none");
        }
        Run(folder, Open);
        Run(folder, Open, "--device", "cpu", "--threads", "3", "--onnxruntime", folder.Path);
        var own = Path.Combine(folder.Path, "models", "own");
        Assert.That(opened.Select(settings => (settings.ModelFolder, settings.Device, settings.LibraryFolder)), Is.EqualTo(
            new (string?, Device, string?)[] { (own, new Device(DeviceKind.Auto), null), (own, new Device(DeviceKind.Cpu), folder.Path) }));
        Assert.That(opened[1].Threads, Is.EqualTo(3));
    }

    [Test]
    public void A_check_without_perplexities_opens_no_model()
    {
        using var folder = Folder("distinct-1: 0%", Narrow());
        Assert.That(Run(folder, _ => throw new AssertionException("it was opened")).Exit, Is.Zero);
    }

    [Test]
    public void A_second_check_scores_nothing_and_one_after_a_change_what_changed()
    {
        using var folder = Folder(Breadth, Narrow());
        using var home = new Folder();
        (int Asked, string Out) Check(params string[] args)
        {
            var model = new CountingModel();
            var run = Run(folder, _ => new OpenedLanguageModel(model, Reason: null, Remark: null), [("DATAGATE_CACHE", Path.Combine(home.Path, "cache"))], ["check", .. args]);
            Assert.That((run.Exit, run.Error), Is.EqualTo((1, "")), run.Out);
            return (model.Asked, run.Out);
        }
        var different = Narrow().Split('\n').Concat(Wide(3).Split('\n')).Where(line => line.Length > 0).Distinct(StringComparer.Ordinal).Count();
        var (first, second) = (Check(), Check());
        folder.Write("data.jsonl", Narrow() + "{\"text\": \"another\"}\n");
        var (third, without) = (Check(), Check("--no-cache"));
        Assert.Multiple(() =>
        {
            Assert.That((first.Asked, second.Asked, third.Asked, without.Asked), Is.EqualTo((different, 0, 1, different + 1)));
            Assert.That(second.Out, Is.EqualTo(first.Out));
            Assert.That(third.Out, Is.EqualTo(without.Out));
        });
    }

    [Test]
    public void A_real_model_gives_the_same_verdict_out_of_the_cache()
    {
        using var folder = Folder(Breadth, Narrow());
        using var home = new Folder();
        ToolRun Check() => Run(folder, LanguageModels.Open, [("DATAGATE_CACHE", Path.Combine(home.Path, "cache"))], ["check", "--device", "cpu"]);
        var first = Check();
        Skip(first);
        Assert.That(Check(), Is.EqualTo(first));
        Assert.That(Directory.GetFiles(home.Path, "*.entries", SearchOption.AllDirectories), Has.Length.EqualTo(1));
    }

    [Test]
    public void Measure_takes_a_model_too()
    {
        using var folder = Folder(Breadth, Narrow());
        ToolRun Measure(params string[] args) => Run(
            folder, LanguageModels.Open, [], ["measure", "data.jsonl", "--reference", "reference.jsonl", "--metrics", "perplexity-breadth,perplexity-spread", "--no-cache", "--device", "cpu", "--format", "json", .. args]);
        var (own, named) = (Measure(), Measure("--language-model", "models/own"));
        Skip(named);
        Assert.That((own.Exit, named.Exit, named.Error), Is.EqualTo((0, 0, "")));
        Assert.That(named.Out, Is.Not.EqualTo(own.Out).And.Contain("perplexity-spread"));
        var wrong = Measure("--language-model", "nowhere");
        Assert.That((wrong.Exit, wrong.Error.Trim()), Is.EqualTo((2, "datagate: error DG0063: there is no folder 'nowhere'")));
    }

    /// <summary>A model that expects a after a, and any byte after another.</summary>
    private static byte[] Model()
    {
        var table = new float[OwnCausal.Vocabulary * OwnCausal.Vocabulary];
        foreach (var before in (int[])['a', OwnCausal.Start]) table[before * OwnCausal.Vocabulary + 'a'] = 9;
        return OwnCausal.Over(table);
    }

    private static string Narrow() => Rows(Enumerable.Range(0, 100).Select(i => new string('a', 20 + i % 50)));

    /// <summary>Words of five letters, as many as the reference's, in orders of their own.</summary>
    private static string Wide(int seed) => Rows(Enumerable.Range(0, 300).Select(i => string.Concat(Enumerable.Range(0, 6 + i % 9).Select(j =>
        s_letters[(i * 7919 + j * j * 31 + seed * (i + 3) * (j + 1)) % 97 % (1 + i % 5)]))));

    private static string Rows(IEnumerable<string> texts) => string.Concat(texts.Select(text => $"{{\"text\": \"{text}\"}}\n"));

    private static Folder Folder(string budgets, string data)
    {
        var folder = new Folder()
            .Write("datagate.yaml", $$"""
                version: 1
                language-model: { model: models/own }
                datasets:
                  d:
                    files: [data.jsonl]
                    text: text
                    reference: { files: [reference.jsonl] }
                    diversity: { {{budgets}} }
                """)
            .Write("data.jsonl", data).Write("reference.jsonl", Wide(3))
            .Write("models/own/tokenizer.json", OwnCausal.Tokenizer).Write("models/own/config.json", OwnCausal.Configuration);
        File.WriteAllBytes(Path.Combine(folder.Path, "models", "own", "model.onnx"), Model());
        return folder;
    }

    private static void Skip(ToolRun run)
    {
        if (run.Out.Contains("built without ONNX Runtime", StringComparison.Ordinal)) Assert.Ignore("ONNX Runtime could not be fetched");
    }

    private static ToolRun Run(Folder folder, Func<EmbedderSettings, OpenedLanguageModel> open, params string[] args) => Run(folder, open, [], ["check", .. args]);

    private static ToolRun Run(Folder folder, Func<EmbedderSettings, OpenedLanguageModel> open, (string Name, string Value)[] variables, string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = CommandLine.Run(args, new Host
        {
            Out = output,
            Error = error,
            Folder = folder.Path,
            Today = Tool.Today,
            Variable = name => Array.Find(variables, variable => variable.Name == name).Value,
            OpenLanguageModel = open,
        });
        return new ToolRun(exit, output.ToString(), error.ToString());
    }

    /// <summary>Scores texts by their lengths and counts what it was asked for.</summary>
    private sealed class CountingModel : Metrics.Language.ILanguageModel
    {
        public int Asked { get; private set; }

        public string Model => "counting";

        public IReadOnlyList<Metrics.Language.TextScore> Score(IReadOnlyList<string> texts)
        {
            Asked += texts.Count;
            return [.. texts.Select(text => new Metrics.Language.TextScore(text.Length % 3 == 0 ? 1 : 2.5, text.Length, 0))];
        }
    }
}
