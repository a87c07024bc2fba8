using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The models of one run, each opened once, whatever number of policies names it.</summary>
internal sealed class Models(Host host, EmbeddingRequest request) : IDisposable
{
    private readonly Dictionary<(EmbeddingPolicy, string), Embedding> _embeddings = [];
    private readonly Dictionary<LanguageModelPolicy, Scoring> _scorings = [];
    private readonly Scoring _none = new(host, request, null);

    /// <param name="policy">What the policy says.</param>
    /// <param name="workTree">The folder under judgement.</param>
    public Embedding Embedding(EmbeddingPolicy policy, string workTree) =>
        _embeddings.TryGetValue((policy, workTree), out var known) ? known : _embeddings[(policy, workTree)] = new Embedding(host, request, policy, workTree);

    /// <param name="policy">What the policy says; null: it names no model.</param>
    public Scoring Scoring(LanguageModelPolicy? policy) =>
        policy is null ? _none : _scorings.TryGetValue(policy, out var known) ? known : _scorings[policy] = new Scoring(host, request, policy);

    public void Dispose()
    {
        foreach (var embedding in _embeddings.Values) embedding.Dispose();
        foreach (var scoring in _scorings.Values) scoring.Dispose();
        _none.Dispose();
    }
}
