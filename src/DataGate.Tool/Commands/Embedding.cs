using DataGate.Files.Cache;
using DataGate.Files.Reports.Escaping;
using DataGate.Metrics.Embeddings;
using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The embedder of one run, opened when the first text is to be embedded; what it makes is kept in the user's cache.</summary>
internal sealed class Embedding : IDisposable
{
    private readonly Host _host;
    private readonly EmbedderSettings _settings;
    private readonly string? _workTree;
    private IDisposable? _opened;

    /// <param name="host">What the run is in.</param>
    /// <param name="request">What the command line asks for.</param>
    /// <param name="policy">What the policy asks for; the command line's device goes before its.</param>
    /// <param name="workTree">Where the data is: nothing is kept below it. Null: anywhere.</param>
    public Embedding(Host host, EmbeddingRequest request, EmbeddingPolicy policy, string? workTree)
    {
        (_host, _workTree) = (host, workTree);
        _settings = new EmbedderSettings
        {
            ModelFolder = policy.ModelFolder,
            Device = request.Device ?? Device.TryParse(policy.Device) ?? default,
            LibraryFolder = request.LibraryFolder,
            Stopped = host.Stopped,
        };
        Texts = new TextEmbeddings(Open);
    }

    /// <summary>The embeddings of the run's texts.</summary>
    public TextEmbeddings Texts { get; }

    public void Dispose() => _opened?.Dispose();

    private EmbedderOffer Open()
    {
        var opened = _host.OpenEmbedder(_settings);
        if (opened.Remark is { } remark) Tell(remark);
        if (opened.Embedder is not { } embedder) return new EmbedderOffer(null, opened.Reason);
        var (folder, whyNot) = CacheFolder.Open(_host.Variable, _workTree);
        if (folder is null)
        {
            Tell($"embeddings are not kept for the next run: {whyNot}");
            _opened = embedder as IDisposable;
            return new EmbedderOffer(embedder, null);
        }
        var cached = new CachedEmbedder(embedder, folder);
        _opened = cached;
        return new EmbedderOffer(cached, null);
    }

    private void Tell(string what) => _host.Error.WriteLine(Terminal.Escape($"datagate: {what}"));
}

/// <summary>What the command line asks for of embeddings.</summary>
/// <param name="Device">Null: what the policy names.</param>
/// <param name="LibraryFolder">The folder of ONNX Runtime's library; null: beside the tool.</param>
internal sealed record EmbeddingRequest(Device? Device, string? LibraryFolder);
