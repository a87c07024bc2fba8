using DataGate.Files.Cache;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Tool.Commands;

/// <summary>The user's cache in one run, for all models: opened when one is.</summary>
internal sealed class UserCache
{
    private readonly Host _host;
    private readonly EmbeddingRequest _request;
    private readonly Lazy<CacheFolder?> _folder;

    /// <param name="host">What the tool is run in.</param>
    /// <param name="request">What the command line says.</param>
    /// <param name="workTree">The folder under judgement: nothing is cached in it where it is a repository, whose files a change brings.</param>
    public UserCache(Host host, EmbeddingRequest request, string workTree)
    {
        (_host, _request) = (host, request);
        _folder = new(() => Open(workTree));
    }

    /// <summary>Null where there is none, which only costs time, and is said.</summary>
    public CacheFolder? Folder => _folder.Value;

    /// <summary>Says what a model does instead of what was hoped for, once on a machine: where it was said in the run before it is known, unless details are asked for.</summary>
    public void Remark(string remark)
    {
        var isNew = Folder?.IsNew(remark) ?? true;
        if (isNew || _request.IsDetailed) Say(remark);
    }

    /// <summary>Where the cache is, or why there is none.</summary>
    /// <param name="host">What the tool is run in.</param>
    /// <param name="workTree">See there.</param>
    public static (CacheFolder? Folder, string? WhyNot) Place(Host host, string workTree) => CacheFolder.Open(host.Variable, Path.Exists(Path.Join(workTree, ".git")) ? workTree : null);

    private CacheFolder? Open(string workTree)
    {
        if (!_request.IsCached) return null;
        var (folder, whyNot) = Place(_host, workTree);
        if (whyNot is not null) Say($"what models make of texts is not cached: {whyNot}");
        return folder;
    }

    private void Say(string what) => _host.Error.WriteLine(Terminal.Escape($"datagate: {what}"));
}
