using DataGate.Files.Baselines;
using DataGate.Files.Cache;
using DataGate.Files.Memos;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary>
/// What an earlier check said of the same: asked for the same, by the same build, on the same day, of the same bytes. It is told instead of judging again. What a model of the policy's own or a
/// judge says, a gate read at another revision, several policies and parts are always judged.
/// </summary>
internal sealed class EarlierCheck
{
    private readonly Host _host;
    private readonly CheckOptions _options;
    private readonly CheckMemo _memo;
    private readonly byte[] _key;
    private readonly string _policy;
    private CheckMemo.Recording? _recording;

    private EarlierCheck(Host host, CheckOptions options, string policy, RepositoryFence fence, CacheFolder folder)
    {
        (_host, _options, _policy) = (host, options, policy);
        _memo = new CheckMemo(folder, fence, host.Folder, options.Digests, options.Threads);
        _key = CheckMemo.Key(Words(fence));
    }

    /// <summary>Null where nothing is taken from the cache and nothing kept.</summary>
    public static EarlierCheck? For(Host host, CheckOptions options)
    {
        if (!options.Embedding.IsCached || !KeptResults.Trusts(host) || options.IsAll || options.PolicyFrom is not null || options.Part is not null || !options.Parts.IsEmpty) return null;
        if (PolicyFinder.TryFind(options.Policy, host.Folder) is not { } policy) return null;
        var fence = RepositoryFence.Around(policy, options.AllowOutside);
        return UserCache.Place(host, fence.Root).Folder is { } folder ? new EarlierCheck(host, options, policy, fence, folder) : null;
    }

    /// <summary>Says again what was said; the exit code, or null where there is something to judge.</summary>
    public int? Tell()
    {
        if (_memo.Find(_key) is not { } kept || RenderedCheck.Of(kept, _options) is not { } said) return null;
        if (_options.IsDetailed) _host.Error.WriteLine("datagate: nothing that is read has changed since an earlier check, whose verdict stands (--no-cache judges again)");
        said.Write(_host, _options);
        return kept.Exit;
    }

    /// <summary>Looks at what is about to be read.</summary>
    /// <param name="read">The policy.</param>
    /// <param name="policy">What of it is asked for.</param>
    public void Begin(ReadPolicy read, Policy policy) => _recording =
        policy.Judge is null && policy.LanguageModel is null && policy.Embedding.ModelFolder is null && policy.Policies.IsEmpty && read.Path == _policy
            ? _memo.Begin(Inputs(read.Result, policy))
            : null;

    /// <summary>Keeps what was said, where nothing changed meanwhile and no model was asked.</summary>
    public void Keep(RenderedCheck said, int exit, Models models)
    {
        if (!models.IsUsed) _recording?.Keep(_key, said.Kept(exit));
    }

    /// <summary>Everything that is no file and that a verdict, or how it is told, depends on.</summary>
    private IEnumerable<string> Words(RepositoryFence fence) =>
    [
        .. KeptResults.Build(), _policy, RealPath.Resolve(_policy) ?? "", fence.Root, Flag(fence.AllowOutside), _host.Folder, RealPath.Resolve(_host.Folder) ?? "",
        Figures.Of(_options.Today), _options.Words?.ToString() ?? "", _options.Memory is { } memory ? Figures.Of(memory) : "", _options.Since ?? "", _options.SinceMergeBase ?? "", Flag(_options.IsAffected),
        Figures.Of(_host.Width), Flag(_options.Color), Flag(_host.IsUtf8), Flag(!string.IsNullOrEmpty(_options.SummaryFile)),
        List(_options.Datasets), List(_options.Formats.Select(format => format.Name)), List(_options.Reports.Select(report => report.Format.Name)),
    ];

    private static string Flag(bool value) => value ? "yes" : "no";

    /// <summary>No two lists are alike.</summary>
    private static string List(IEnumerable<string> words) => string.Concat(words.Select(word => $"{word.Length}:{word}"));

    private CheckInputs Inputs(PolicyResult result, Policy policy)
    {
        var anchored = policy.Datasets.Where(dataset => dataset.Reference is not null).ToList();
        List<NamedRevision> revisions = [.. anchored.Where(dataset => dataset.Reference!.Revision is not null).Select(dataset => new NamedRevision(dataset.Reference!.FilesOver(dataset.Files)!.Folder, dataset.Reference.Revision!))];
        if (_options.Since is { } since) revisions.Add(new NamedRevision(result.Fence.Root, since));
        if (_options.SinceMergeBase is { } branch) revisions.Add(new NamedRevision(result.Fence.Root, branch, IsMergeBase: true));
        // When files were last committed, and how a baseline moved, is read up to HEAD.
        if (_options.Draws) revisions.Add(new NamedRevision(Path.GetDirectoryName(_policy)!, "HEAD"));
        revisions.AddRange(anchored.Where(dataset => dataset.Reference!.MaxAge is not null).Select(dataset => new NamedRevision((dataset.Reference!.FilesOver(dataset.Files) ?? dataset.Files).Folder, "HEAD")));
        return new CheckInputs
        {
            Files = [.. result.FilesRead, BaselineFile.PathOf(_policy)],
            Sets = [.. policy.Datasets.Select(dataset => dataset.Files), .. anchored.Where(dataset => dataset.Reference!.Revision is null).Select(dataset => dataset.Reference!.Files).OfType<FileSet>()],
            Listed = [.. policy.Datasets.SelectMany(Listed)],
            Revisions = [.. revisions.Distinct()],
        };
    }

    /// <summary>Sets that say what the files of others are.</summary>
    private static IEnumerable<FileSet> Listed(DatasetPolicy dataset) =>
        dataset.Splits.Select(split => split.Files).Concat(new[] { dataset.Origin?.HumanFiles, dataset.Origin?.SyntheticFiles }.OfType<FileSet>());
}
