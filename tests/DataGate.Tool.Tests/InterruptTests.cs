using DataGate.Metrics.Embeddings;
using DataGate.Onnx;
using DataGate.Tests.Metrics.Embeddings;

namespace DataGate.Tool.Tests;

/// <summary>Whoever stops a command gets neither a verdict nor a file, however far it had come: also when all is read and only the measuring is left.</summary>
public sealed class InterruptTests
{
    private const string Policy = "version: 1\ndatasets:\n  set: { files: [\"*.jsonl\"], text: text, diversity: { mean-cosine: { max: 0.99 } } }\n";

    [TestCase("check")]
    [TestCase("check", "--all")]
    [TestCase("check", "--no-cache", "--report", "html=report.html")]
    [TestCase("baseline")]
    [TestCase("measure", "a.jsonl", "--metrics", "mean-cosine")]
    [TestCase("init", "a.jsonl", "--semantic", "-o", "other.yaml")]
    public void A_command_that_is_stopped_while_it_measures_says_nothing_else(params string[] args)
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Policy);
        if (args.Contains("--all")) folder.Write("below/datagate.yaml", Policy).Write("below/b.jsonl", Rows());
        folder.Write("a.jsonl", Rows());
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var before = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);
        var exit = CommandLine.Run(args, new Host
        {
            Out = output,
            Error = error,
            Folder = folder.Path,
            Today = Tool.Today,
            Stopped = stop.Token,
            OpenEmbedder = _ => new OpenedEmbedder(new StoppingEmbedder(stop), Reason: null, Remark: null),
        });
        Assert.Multiple(() =>
        {
            Assert.That(stop.IsCancellationRequested, "nothing was measured");
            Assert.That(exit, Is.EqualTo(ExitCodes.Interrupted));
            Assert.That(output.ToString(), Is.Empty);
            Assert.That(error.ToString(), Does.EndWith("datagate: interrupted; nothing was judged\n"));
            Assert.That(Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
        });
    }

    private static string Rows() => string.Concat(Enumerable.Range(0, 600).Select(i => $"{{\"text\": \"question {i * 7919 % 601} about order {i * i}\"}}\n"));

    /// <summary>Stops the command once it is asked for embeddings, and gives them all the same.</summary>
    private sealed class StoppingEmbedder(CancellationTokenSource stop) : IEmbedder
    {
        private readonly HashEmbedder _inner = new();

        public string Model => _inner.Model;

        public int Dimensions => _inner.Dimensions;

        public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
        {
            stop.Cancel();
            return _inner.Embed(texts);
        }
    }
}
