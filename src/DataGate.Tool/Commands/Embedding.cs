using DataGate.Files.Cache;
using DataGate.Files.Reports.Escaping;
using DataGate.Metrics.Embeddings;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The embedder of one run, opened when the first text is to be embedded, with the user's cache before it.</summary>
internal sealed class Embedding : IDisposable
{
    private readonly Host _host;
    private readonly EmbeddingRequest _request;
    private readonly EmbeddingPolicy _policy;
    private readonly string _workTree;
    private IEmbedder? _embedder;

    /// <param name="host">What the tool is run in.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="policy">What the policy says.</param>
    /// <param name="workTree">The folder under judgement: nothing is cached in it where it is a repository, whose files a change brings.</param>
    public Embedding(Host host, EmbeddingRequest request, EmbeddingPolicy policy, string workTree)
    {
        (_host, _request, _policy, _workTree) = (host, request, policy, workTree);
        Texts = new TextEmbeddings(Open);
    }

    /// <summary>The embeddings of the run's texts.</summary>
    public TextEmbeddings Texts { get; }

    public void Dispose()
    {
        _request.Progress.Finish();
        (_embedder as IDisposable)?.Dispose();
    }

    private EmbedderOffer Open()
    {
        var cache = Cache();
        var settings = _request.Over(_policy) with { Stopped = _host.Stopped };
        // The cache knows best how many texts there are to embed.
        var opened = _host.OpenEmbedder(cache is null ? settings with { Advanced = _request.Progress.AdvanceTexts } : settings);
        if (opened.Remark is { } remark) Say(remark);
        _embedder = opened.Embedder is { } embedder && cache is not null ? new CachedEmbedder(embedder, cache, advanced: _request.Progress.AdvanceTexts) : opened.Embedder;
        return new EmbedderOffer(_embedder, opened.Reason);
    }

    /// <summary>Null where there is none, which only costs time.</summary>
    private CacheFolder? Cache()
    {
        if (!_request.IsCached) return null;
        var (folder, whyNot) = CacheFolder.Open(_host.Variable, Path.Exists(Path.Join(_workTree, ".git")) ? _workTree : null);
        if (whyNot is not null) Say($"embeddings are not cached: {whyNot}");
        return folder;
    }

    private void Say(string what) => _host.Error.WriteLine(Terminal.Escape($"datagate: {what}"));
}
