using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>The models of one run and the cache before them, each opened once, whatever number of policies names it.</summary>
internal sealed class Models(Host host, EmbeddingRequest request) : IDisposable
{
    private readonly Dictionary<string, UserCache> _caches = new(StringComparer.Ordinal);
    private readonly Dictionary<(EmbeddingPolicy, string), Embedding> _embeddings = [];
    private readonly Dictionary<(LanguageModelPolicy?, string), Scoring> _scorings = [];

    /// <summary>Whether a model was asked for, be it in vain.</summary>
    public bool IsUsed => _embeddings.Values.Any(embedding => embedding.IsAsked) || _scorings.Values.Any(scoring => scoring.IsAsked);

    /// <param name="policy">What the policy says.</param>
    /// <param name="workTree">The folder under judgement.</param>
    public Embedding Embedding(EmbeddingPolicy policy, string workTree) =>
        _embeddings.TryGetValue((policy, workTree), out var known) ? known : _embeddings[(policy, workTree)] = new Embedding(host, request, policy, Cache(workTree));

    /// <param name="policy">What the policy says; null: it names no model.</param>
    /// <param name="workTree">The folder under judgement.</param>
    public Scoring Scoring(LanguageModelPolicy? policy, string workTree) =>
        _scorings.TryGetValue((policy, workTree), out var known) ? known : _scorings[(policy, workTree)] = new Scoring(host, request, policy, Cache(workTree));

    public void Dispose()
    {
        foreach (var embedding in _embeddings.Values) embedding.Dispose();
        foreach (var scoring in _scorings.Values) scoring.Dispose();
    }

    private UserCache Cache(string workTree) => _caches.TryGetValue(workTree, out var known) ? known : _caches[workTree] = new UserCache(host, request, workTree);
}
