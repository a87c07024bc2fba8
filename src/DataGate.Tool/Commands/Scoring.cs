using DataGate.Files.Cache;
using DataGate.Metrics.Language;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The language model of one run, opened when the first text is to be scored, with the user's cache before it.</summary>
internal sealed class Scoring : IDisposable
{
    private readonly Host _host;
    private readonly EmbeddingRequest _request;
    private readonly UserCache _cache;
    private ILanguageModel? _model;

    /// <param name="host">What the tool is run in.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="policy">What the policy says; null: it names no model.</param>
    /// <param name="cache">Where scores are kept.</param>
    public Scoring(Host host, EmbeddingRequest request, LanguageModelPolicy? policy, UserCache cache)
    {
        (_host, _request, _cache) = (host, request, cache);
        Texts = policy is null ? null : new TextPerplexities(() => Open(policy));
    }

    /// <summary>The perplexities of the run's texts; null: the policy names no model.</summary>
    public TextPerplexities? Texts { get; }

    /// <summary>Whether one was asked for, be it in vain.</summary>
    public bool IsAsked { get; private set; }

    public void Dispose()
    {
        _request.Progress.Finish();
        (_model as IDisposable)?.Dispose();
    }

    private LanguageModelOffer Open(LanguageModelPolicy policy)
    {
        IsAsked = true;
        var cache = _cache.Folder;
        var settings = _request.Over(policy) with { Stopped = _host.Stopped };
        var opened = _host.OpenLanguageModel(cache is null ? settings with { Advanced = _request.Progress.AdvanceScores } : settings);
        if (opened.Remark is { } remark) _cache.Remark(remark);
        _model = opened.Model is { } model && cache is not null ? new CachedLanguageModel(model, cache, advanced: _request.Progress.AdvanceScores) : opened.Model;
        return new LanguageModelOffer(_model, opened.Reason);
    }
}
