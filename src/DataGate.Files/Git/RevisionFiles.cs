using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Policies;
using Microsoft.Extensions.FileSystemGlobbing;

namespace DataGate.Files.Git;

/// <summary>Finds the files that a file set names in a revision, as <see cref="GlobResolver"/> does in the work tree.</summary>
public static class RevisionFiles
{
    public static RevisionMatches Find(FileSet set, GitRepository repository, GitRevision revision)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(revision);
        var tree = repository.Tree(revision);
        var found = new Dictionary<string, TreeEntry>(StringComparer.Ordinal);
        var refused = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var unmatched = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < set.Globs.Length; i++)
        {
            var glob = set.Globs[i];
            var (matches, behind) = Matches(glob, set.Folder, repository, tree);
            if (glob.Excludes)
            {
                foreach (var match in matches.Concat(behind))
                {
                    found.Remove(match.Path);
                    refused.Remove(match.Path);
                }
                continue;
            }
            if (!matches.Any(match => match.Kind == TreeKind.File)) unmatched.Add(i);
            foreach (var match in matches.Concat(behind))
            {
                if (match.Kind == TreeKind.File) found[match.Path] = match;
                else refused[match.Path] = match.Kind == TreeKind.Link ? "a symbolic link is not followed in a revision" : "a submodule is not followed in a revision";
            }
        }
        var folder = Path.Join(repository.Root, repository.PathOf(set.Folder) ?? "");
        return new RevisionMatches(
            [.. found.Values.OrderBy(entry => ShownPath.Of(Path.Join(repository.Root, entry.Path), folder), StringComparer.Ordinal)],
            unmatched.ToImmutable(),
            [.. refused.Select(pair => (revision.Display(pair.Key), pair.Value))]);
    }

    private static bool IsFolder(TreeEntry entry, GitRepository repository) => entry.Kind != TreeKind.File && Directory.Exists(Path.Join(repository.Root, entry.Path));

    /// <summary>What a glob matches, and the links and submodules that it could match something in.</summary>
    private static (List<TreeEntry> Matches, List<TreeEntry> Behind) Matches(FileGlob glob, string folder, GitRepository repository, ImmutableArray<TreeEntry> tree)
    {
        if (glob.Glob.Split('/').Contains(".git", StringComparer.Ordinal)) return ([], []);
        var root = GlobRoot.Of(folder, glob.Glob);
        if (repository.PathOf(root.Directory) is not { } start) return ([], []);
        var prefix = start.Length == 0 ? "" : start + "/";
        var below = tree.Where(entry => entry.Path.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Path[prefix.Length..], StringComparer.Ordinal);
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddInclude(root.Pattern);
        var inside = "/x" + Path.GetExtension(root.Pattern);
        return (
            [.. matcher.Match(repository.Root, below.Keys).Files.Select(file => below[file.Path])],
            [
                .. tree.Where(entry => entry.Kind != TreeKind.File && (start + "/").StartsWith(entry.Path + "/", StringComparison.Ordinal)),
                .. below.Where(pair => IsFolder(pair.Value, repository) && matcher.Match(repository.Root, [pair.Key + inside]).HasMatches).Select(pair => pair.Value),
            ]);
    }
}
