using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>
/// An embedder that asks the cache first, by SHA-256 of model and text: what was embedded before, in whichever repository, is not embedded again. What is new is kept after every
/// hundred texts or so, so that a run that is cut off loses little.
/// </summary>
public sealed class CachedEmbedder : IEmbedder, IDisposable
{
    /// <summary>What all models may take together: 512 MB, some 240,000 embeddings of 512 components.</summary>
    public const long DefaultMaxBytes = 512L << 20;

    private const int Batch = 128;
    private readonly Action<int, int>? _advanced;
    private readonly IEmbedder _inner;
    private readonly EmbeddingStore _store;

    /// <param name="inner">Embeds what isn't in the cache; it is disposed of with this one.</param>
    /// <param name="folder">Where embeddings are kept.</param>
    /// <param name="maxBytes">What all models may take together.</param>
    /// <param name="advanced">Told how many of how many texts that aren't in the cache are embedded. Default: nobody.</param>
    public CachedEmbedder(IEmbedder inner, CacheFolder folder, long maxBytes = DefaultMaxBytes, Action<int, int>? advanced = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(folder);
        (_inner, _advanced) = (inner, advanced);
        _store = new EmbeddingStore(folder, inner, maxBytes);
    }

    public string Model => _inner.Model;

    public int Dimensions => _inner.Dimensions;

    /// <summary>Texts that were embedded anew so far.</summary>
    public int Embedded { get; private set; }

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var keys = texts.Select(text => EmbeddingRecord.Key(Model, text)).ToArray();
        var known = new Dictionary<string, TextEmbedding>(StringComparer.Ordinal);
        var (missing, aged) = (new List<int>(), new List<KeyValuePair<byte[], TextEmbedding>>());
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!asked.Add(texts[i])) continue;
            if (_store.Find(keys[i]) is not { } found) missing.Add(i);
            else
            {
                known.Add(texts[i], found.Embedding);
                if (!found.IsYoung) aged.Add(new(keys[i], found.Embedding));
            }
        }
        _store.Add(aged);
        var done = 0;
        foreach (var batch in missing.Chunk(Batch))
        {
            var made = _inner.Embed([.. batch.Select(i => texts[i])]);
            Embedded += batch.Length;
            for (var i = 0; i < batch.Length; i++) known.Add(texts[batch[i]], made[i]);
            _advanced?.Invoke(done += batch.Length, missing.Count);
            _store.Add([.. batch.Select((at, i) => new KeyValuePair<byte[], TextEmbedding>(keys[at], made[i]))]);
        }
        return [.. texts.Select(text => known[text])];
    }

    public void Dispose()
    {
        _store.Dispose();
        (_inner as IDisposable)?.Dispose();
    }
}
