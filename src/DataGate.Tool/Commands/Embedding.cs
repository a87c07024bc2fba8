using DataGate.Files.Cache;
using DataGate.Metrics.Embeddings;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The embedder of one run, opened when the first text is to be embedded, with the user's cache before it.</summary>
internal sealed class Embedding : IDisposable
{
    private readonly Host _host;
    private readonly EmbeddingRequest _request;
    private readonly EmbeddingPolicy _policy;
    private readonly UserCache _cache;
    private IEmbedder? _embedder;

    /// <param name="host">What the tool is run in.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="policy">What the policy says.</param>
    /// <param name="cache">Where embeddings are kept.</param>
    public Embedding(Host host, EmbeddingRequest request, EmbeddingPolicy policy, UserCache cache)
    {
        (_host, _request, _policy, _cache) = (host, request, policy, cache);
        Texts = new TextEmbeddings(Open);
    }

    /// <summary>The embeddings of the run's texts.</summary>
    public TextEmbeddings Texts { get; }

    /// <summary>Whether one was asked for, be it in vain.</summary>
    public bool IsAsked { get; private set; }

    public void Dispose()
    {
        _request.Progress.Finish();
        (_embedder as IDisposable)?.Dispose();
    }

    private EmbedderOffer Open()
    {
        IsAsked = true;
        var cache = _cache.Folder;
        var settings = _request.Over(_policy) with { Stopped = _host.Stopped };
        // The cache knows best how many texts there are to embed.
        var opened = _host.OpenEmbedder(cache is null ? settings with { Advanced = _request.Progress.AdvanceTexts } : settings);
        if (opened.Remark is { } remark) _cache.Remark(remark);
        _embedder = opened.Embedder is { } embedder && cache is not null ? new CachedEmbedder(embedder, cache, advanced: _request.Progress.AdvanceTexts) : opened.Embedder;
        return new EmbedderOffer(_embedder, opened.Reason);
    }
}
