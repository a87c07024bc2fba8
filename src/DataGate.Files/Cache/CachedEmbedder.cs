using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>An embedder that asks the cache first: see <see cref="CachedTexts{T}"/>.</summary>
public sealed class CachedEmbedder : IEmbedder, IDisposable
{
    /// <summary>What all models may take together: 512 MB, some 240,000 embeddings of 512 components.</summary>
    public const long DefaultMaxBytes = 512L << 20;

    private readonly IEmbedder _inner;
    private readonly CachedTexts<TextEmbedding> _texts;

    /// <param name="inner">Embeds what isn't in the cache; it is disposed of with this one.</param>
    /// <param name="folder">Where embeddings are kept.</param>
    /// <param name="maxBytes">What all models may take together.</param>
    /// <param name="advanced">Told how many of how many texts that aren't in the cache are embedded. Default: nobody.</param>
    public CachedEmbedder(IEmbedder inner, CacheFolder folder, long maxBytes = DefaultMaxBytes, Action<int, int>? advanced = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(folder);
        _inner = inner;
        _texts = new(new(folder, new EmbeddingForm(inner.Dimensions), inner.Model, maxBytes), inner.Model, inner.Embed, advanced);
    }

    public string Model => _inner.Model;

    public int Dimensions => _inner.Dimensions;

    /// <summary>Texts that were embedded anew so far.</summary>
    public int Embedded => _texts.Made;

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _texts.Of(texts);
    }

    public void Dispose()
    {
        _texts.Dispose();
        (_inner as IDisposable)?.Dispose();
    }
}
