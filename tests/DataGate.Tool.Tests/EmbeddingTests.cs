using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Tests.Metrics.Embeddings;

namespace DataGate.Tool.Tests;

/// <summary>What reaches the embedder of what policy and command line say, when it is opened, and what the user's cache saves.</summary>
public sealed class EmbeddingTests
{
    private const string Embedded = "diversity: { mean-cosine: { max: 1, min-records: 1 } }";
    private const string Plain = "diversity: { distinct-1: 0% }";

    [Test]
    public void A_check_that_embeds_nothing_opens_no_embedder()
    {
        using var folder = Folder(Plain);
        Assert.That(Run(folder, []).Opened, Is.Empty);
    }

    [Test]
    public void The_policy_names_model_and_device_and_the_command_line_goes_before_it()
    {
        using var folder = Folder(Embedded, "embedding: { model: models/own, device: cuda:2 }");
        Directory.CreateDirectory(Path.Combine(folder.Path, "models", "own"));
        var (policy, line) = (Run(folder, []).Opened.Single(), Run(folder, ["--device", "cpu", "--threads", "3", "--onnxruntime", folder.Path]).Opened.Single());
        Assert.Multiple(() =>
        {
            Assert.That((policy.ModelFolder, policy.Device, policy.LibraryFolder), Is.EqualTo((Path.Combine(folder.Path, "models", "own"), new Device(DeviceKind.Cuda, 2), (string?)null)));
            Assert.That((line.ModelFolder, line.Device, line.LibraryFolder, line.Threads), Is.EqualTo((policy.ModelFolder, new Device(DeviceKind.Cpu), folder.Path, 3)));
        });
    }

    [Test]
    public void The_library_may_be_named_by_a_variable()
    {
        using var folder = Folder(Embedded);
        Assert.That(Run(folder, [], ("DATAGATE_ONNXRUNTIME", folder.Path)).Opened.Single().LibraryFolder, Is.EqualTo(folder.Path));
    }

    [TestCase("--device", "gpu")]
    [TestCase("--device", "cuda:")]
    [TestCase("--onnxruntime", "no/such/folder")]
    public void What_can_not_be_is_told_at_once(string option, string value)
    {
        using var folder = Folder(Plain);
        Assert.That(Run(folder, [option, value]).Exit, Is.EqualTo(2));
    }

    [Test]
    public void A_second_check_embeds_nothing_and_one_after_a_change_what_changed()
    {
        using var folder = Folder(Embedded);
        using var home = new Folder();
        (string, string) variable = ("DATAGATE_CACHE", Path.Combine(home.Path, "cache"));
        var first = Run(folder, [], variable);
        var second = Run(folder, [], variable);
        folder.Write("data.jsonl", Rows(101));
        var third = Run(folder, [], variable);
        var without = Run(folder, ["--no-cache"], variable);
        Assert.Multiple(() =>
        {
            Assert.That((first.Asked, second.Asked, third.Asked, without.Asked), Is.EqualTo((100, 0, 1, 101)));
            Assert.That(second.Out, Is.EqualTo(first.Out));
            Assert.That(third.Out, Is.EqualTo(without.Out));
        });
    }

    [Test]
    public void After_one_percent_changed_one_percent_of_the_sample_is_embedded()
    {
        using var folder = Folder(Embedded, "defaults: { embed-sample: 1000 }");
        using var home = new Folder();
        (string, string) variable = ("DATAGATE_CACHE", Path.Combine(home.Path, "cache"));
        var rows = Enumerable.Range(0, 3000).Select(i => $"{{\"text\": \"row {i}\"}}").ToArray();
        int Check(IEnumerable<string> lines)
        {
            folder.Write("data.jsonl", string.Join('\n', lines) + "\n");
            return Run(folder, [], variable).Asked;
        }
        var first = Check(rows);
        var edited = Check(rows.Select((row, i) => i % 100 == 0 ? row.Replace("row", "changed row", StringComparison.Ordinal) : row));
        Assert.That(first, Is.EqualTo(1000));
        // 10 of the sample on average go, and 10 come in their place; what comes back is in the cache.
        Assert.That(edited, Is.InRange(1, 25));
        Assert.That(Check(rows), Is.Zero);
    }

    [Test]
    public void Without_a_cache_folder_it_says_so_and_judges_all_the_same()
    {
        using var folder = Folder(Embedded);
        var run = Run(folder, []);
        Assert.That((run.Exit, run.Asked), Is.EqualTo((0, 100)));
        Assert.That(run.Error, Does.Contain("what models make of texts is not cached: "));
    }

    [Test]
    public void What_was_done_instead_is_said_once()
    {
        using var folder = Folder(Embedded);
        var run = Run(folder, ["--no-cache"], remark: "models run on the processor: \u001b[31mno CUDA");
        Assert.That(run.Error.Split('\n').Count(line => line.Contains("models run on the processor", StringComparison.Ordinal) && !line.Contains('\u001b')), Is.EqualTo(1));
    }

    [Test]
    public void It_is_not_said_again_where_there_is_a_cache_unless_details_are_asked_for_or_it_is_another()
    {
        const string Slow = "models run on the processor: no CUDA", Gone = "models run on the processor: the driver is gone";
        using var folder = Folder(Embedded);
        using var home = new Folder();
        string Said(string remark, params string[] args) => Run(folder, args, [("DATAGATE_CACHE", Path.Combine(home.Path, "cache"))], remark, null).Error.Trim();
        Assert.Multiple(() =>
        {
            Assert.That(Said(Slow), Is.EqualTo("datagate: " + Slow));
            Assert.That(Said(Slow), Is.Empty);
            Assert.That(Said(Slow, "--verbosity", "detailed"), Does.EndWith("datagate: " + Slow));
            Assert.That(Said(Gone), Is.EqualTo("datagate: " + Gone));
            Assert.That(Said(Gone), Is.Empty);
            Assert.That(Said(Slow, "--no-cache"), Is.EqualTo("datagate: " + Slow), "nothing is remembered");
        });
    }

    [Test]
    public void A_model_that_can_not_be_used_ends_the_check()
    {
        using var folder = Folder(Embedded);
        var run = Run(folder, [], fault: new EmbeddingException(EmbeddingCodes.Model, "there is no model.onnx in x"));
        Assert.That((run.Exit, run.Error.Trim().Split('\n')[^1]), Is.EqualTo((2, "datagate: error DG0060: there is no model.onnx in x")));
    }

    [TestCase("divergence: { coverage: { min: 0, min-records: 1 } }", true)]
    [TestCase(Embedded, false)]
    public void Where_the_reference_is_compared_by_embeddings_a_page_has_their_map(string budget, bool isThere)
    {
        using var folder = Folder(budget + "\n    reference: { files: [reference.jsonl] }").Write("reference.jsonl", Rows(120));
        var plain = Run(folder, ["--no-cache"]);
        var drawn = Run(folder, ["--no-cache", "--report", "html=page.html"]);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(folder.Path, "page.html")).Contains("<figcaption>Map of meaning<", StringComparison.Ordinal), Is.EqualTo(isThere));
            Assert.That((drawn.Exit, drawn.Out, drawn.Asked), Is.EqualTo((plain.Exit, plain.Out, plain.Asked)), "a page changes no verdict and costs no embedding");
        });
    }

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"text\": \"row {i} of {count % 7}\"}}\n").Select((row, i) => i < 100 ? $"{{\"text\": \"row {i}\"}}\n" : row));

    private static Folder Folder(string budget, string more = "") => new Folder()
        .Write("datagate.yaml", $"version: 1\n{more}\ndatasets:\n  d:\n    files: [data.jsonl]\n    text: text\n    {budget}\n").Write("data.jsonl", Rows(100));

    private static EmbeddingRun Run(Folder folder, string[] args, params (string Name, string Value)[] variables) => Run(folder, args, variables, null, null);

    private static EmbeddingRun Run(Folder folder, string[] args, string remark) => Run(folder, args, [], remark, null);

    private static EmbeddingRun Run(Folder folder, string[] args, EmbeddingException fault) => Run(folder, args, [], null, fault);

    private static EmbeddingRun Run(Folder folder, string[] args, (string Name, string Value)[] variables, string? remark, EmbeddingException? fault)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var (opened, embedder) = (new List<EmbedderSettings>(), new CountingEmbedder());
        var exit = CommandLine.Run(["check", .. args], new Host
        {
            Out = output,
            Error = error,
            Folder = folder.Path,
            Today = Tool.Today,
            Variable = name => Array.Find(variables, variable => variable.Name == name).Value,
            OpenEmbedder = settings =>
            {
                opened.Add(settings);
                return fault is null ? new OpenedEmbedder(embedder, Reason: null, remark) : throw fault;
            },
        });
        return new EmbeddingRun(exit, output.ToString(), error.ToString(), opened, embedder.Asked);
    }

    private sealed record EmbeddingRun(int Exit, string Out, string Error, List<EmbedderSettings> Opened, int Asked);

    private sealed class CountingEmbedder : Metrics.Embeddings.IEmbedder
    {
        private readonly HashEmbedder _inner = new();

        public int Asked { get; private set; }

        public string Model => _inner.Model;

        public int Dimensions => _inner.Dimensions;

        public IReadOnlyList<Metrics.Embeddings.TextEmbedding> Embed(IReadOnlyList<string> texts)
        {
            Asked += texts.Count;
            return _inner.Embed(texts);
        }
    }
}
