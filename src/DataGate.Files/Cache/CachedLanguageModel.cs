using DataGate.Metrics.Language;

namespace DataGate.Files.Cache;

/// <summary>A language model that asks the cache first: see <see cref="CachedTexts{T}"/>.</summary>
public sealed class CachedLanguageModel : ILanguageModel, IDisposable
{
    /// <summary>What all models may take together: 64 MB, a million scores.</summary>
    public const long DefaultMaxBytes = 64L << 20;

    private readonly ILanguageModel _inner;
    private readonly CachedTexts<TextScore> _texts;

    /// <param name="inner">Scores what isn't in the cache; it is disposed of with this one.</param>
    /// <param name="folder">Where scores are kept.</param>
    /// <param name="maxBytes">What all models may take together.</param>
    /// <param name="advanced">Told how many of how many texts that aren't in the cache are scored. Default: nobody.</param>
    public CachedLanguageModel(ILanguageModel inner, CacheFolder folder, long maxBytes = DefaultMaxBytes, Action<int, int>? advanced = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(folder);
        _inner = inner;
        _texts = new(new(folder, new ScoreForm(), inner.Model, maxBytes), inner.Model, inner.Score, advanced);
    }

    public string Model => _inner.Model;

    /// <summary>Texts that were scored anew so far.</summary>
    public int Scored => _texts.Made;

    public IReadOnlyList<TextScore> Score(IReadOnlyList<string> texts)
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
