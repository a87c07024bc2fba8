using DataGate.Files.Reports.Escaping;
using DataGate.Metrics.Language;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The language model of one run, opened when the first text is to be scored.</summary>
internal sealed class Scoring : IDisposable
{
    private readonly Host _host;
    private readonly EmbeddingRequest _request;
    private ILanguageModel? _model;

    /// <param name="host">What the tool is run in.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="policy">What the policy says; null: it names no model.</param>
    public Scoring(Host host, EmbeddingRequest request, LanguageModelPolicy? policy)
    {
        (_host, _request) = (host, request);
        Texts = policy is null ? null : new TextPerplexities(() => Open(policy));
    }

    /// <summary>The perplexities of the run's texts; null: the policy names no model.</summary>
    public TextPerplexities? Texts { get; }

    public void Dispose()
    {
        _request.Progress.Finish();
        (_model as IDisposable)?.Dispose();
    }

    private LanguageModelOffer Open(LanguageModelPolicy policy)
    {
        var opened = _host.OpenLanguageModel(_request.Over(policy) with { Stopped = _host.Stopped, Advanced = _request.Progress.AdvanceScores });
        if (opened.Remark is { } remark) _host.Error.WriteLine(Terminal.Escape($"datagate: {remark}"));
        _model = opened.Model;
        return new LanguageModelOffer(_model, opened.Reason);
    }
}
