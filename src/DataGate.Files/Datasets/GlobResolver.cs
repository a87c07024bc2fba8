using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Policies;

namespace DataGate.Files.Datasets;

/// <summary>Finds the files that a file set names. The same set and the same files give the same list, on any machine.</summary>
public static class GlobResolver
{
    /// <param name="set">Globs in order; one that excludes takes away what earlier ones matched.</param>
    /// <param name="fence">What may be read. A path outside, by name or through a link, is refused.</param>
    /// <param name="baseDirectory">Files are shown relative to it.</param>
    public static ResolvedFiles Resolve(FileSet set, RepositoryFence fence, string baseDirectory)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(fence);
        var found = new Dictionary<string, FoundFile>(StringComparer.Ordinal);
        var refused = new Dictionary<string, Refusal>(StringComparer.Ordinal);
        var globs = ImmutableArray.CreateBuilder<GlobMatch>(set.Globs.Length);
        var searches = set.Globs.Select(glob => new GlobSearch(glob, set.Folder, fence));
        foreach (var search in searches)
        {
            var matches = search.Run();
            globs.Add(new GlobMatch(search.Glob, search.Glob.Excludes ? matches.Count(m => found.Remove(m.Real)) : matches.Count));
            if (search.Glob.Excludes)
            {
                foreach (var path in refused.Keys.Where(search.Covers).ToArray()) refused.Remove(path);
                continue;
            }
            foreach (var match in matches) FoundFile.Add(found, match);
            foreach (var refusal in search.Refused) refused[refusal.Path] = refusal;
        }
        return new ResolvedFiles(
            [.. Sort(found.Values, set.Folder).Select(path => new ResolvedFile(path, ShownPath.Of(path, baseDirectory)))],
            globs.MoveToImmutable(),
            [.. refused.Values.OrderBy(r => r.Path, StringComparer.Ordinal).Select(r => new RefusedPath(ShownPath.Of(r.Path, baseDirectory), r.Reason))]);
    }

    private static IEnumerable<string> Sort(IEnumerable<FoundFile> found, string folder) =>
        found.Select(f => f.Path).OrderBy(path => ShownPath.Of(path, folder), StringComparer.Ordinal);
}
