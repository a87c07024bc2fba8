using Microsoft.Extensions.FileSystemGlobbing;
using DataGate.Files.Paths;
using DataGate.Policies;

namespace DataGate.Files.Datasets;

/// <summary>One glob, looked up in the file system.</summary>
internal sealed class GlobSearch
{
    private readonly GlobRoot _root;
    private readonly Matcher _matcher = new(StringComparison.Ordinal);
    private readonly GlobWalk _walk;
    private readonly bool _goesDown;

    public GlobSearch(FileGlob glob, string folder, RepositoryFence fence)
    {
        Glob = glob;
        _root = GlobRoot.Of(folder, glob.Glob);
        _walk = new GlobWalk(fence);
        _goesDown = _root.Pattern.Contains('/', StringComparison.Ordinal) || _root.Pattern.Contains("**", StringComparison.Ordinal);
        _matcher.AddInclude(_root.Pattern);
    }

    public FileGlob Glob { get; }

    /// <summary>Absolute paths that were passed over, of those that the glob may speak of: of a folder any, where it goes into folders.</summary>
    public IEnumerable<Refusal> Refused => _walk.Refused.Values.Where(refused =>
        refused.Path == _root.Directory || (_goesDown && (refused.Reason != RefusalReason.Outside || !File.Exists(refused.Path))) || _matcher.Match(_root.Directory, refused.Path).HasMatches);

    public IReadOnlyCollection<FoundFile> Run()
    {
        if (Glob.Glob.Split('/').Contains(".git", StringComparer.Ordinal)) return [];
        if (RealPath.Resolve(_root.Directory) is not { } real)
        {
            _walk.Refuse(_root.Directory, RefusalReason.Links);
            return [];
        }
        if (!_walk.Fence.AllowsReal(real))
        {
            _walk.Refuse(_root.Directory, RefusalReason.Outside);
            return [];
        }
        var found = new Dictionary<string, FoundFile>(StringComparer.Ordinal);
        foreach (var file in _matcher.Execute(new FencedDirectory(_root.Directory, real, links: 0, parent: null, _walk)).Files)
        {
            var path = Path.GetFullPath(file.Path, _root.Directory);
            if (RegularFile.IsSpecial(path))
            {
                _walk.Refuse(path, RefusalReason.Special);
                continue;
            }
            FoundFile.Add(found, new FoundFile(path, _walk.RealPaths.GetValueOrDefault(path, path)));
        }
        return found.Values;
    }

    /// <summary>Whether the glob speaks of <paramref name="path"/>, or of what would lie in it.</summary>
    public bool Covers(string path) => _matcher.Match(_root.Directory, [path, Path.Join(path, "x")]).HasMatches;
}
