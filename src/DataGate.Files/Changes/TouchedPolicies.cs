using DataGate.Files.Baselines;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using Microsoft.Extensions.FileSystemGlobbing;

namespace DataGate.Files.Changes;

/// <summary>
/// Tells which policies a change touches: by their own files, and by all that they judge or judge by, as it stands or as it was. What git can't tell
/// of, because it ignores the file or the file lies elsewhere, counts as touched.
/// </summary>
public sealed class TouchedPolicies(GitRepository repository, GitRevision revision)
{
    /// <summary>From the repository's root: files, links and submodules.</summary>
    private readonly Lazy<HashSet<string>> _changed = new(() => repository.Changed(revision).ToHashSet(StringComparer.Ordinal));

    private readonly Lazy<HashSet<string>> _known = new(() => repository.WorkTree().ToHashSet(StringComparer.Ordinal));

    public bool Touches(PolicyResult policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        // What is wrong with a policy is told whoever did it.
        if (policy.Policy is not { } read) return true;
        var folders = new[] { read.Embedding.ModelFolder, read.LanguageModel?.ModelFolder }.OfType<string>();
        return policy.FilesRead.Append(BaselineFile.PathOf(policy.FilesRead[0])).Any(IsChanged) || folders.Any(HoldsChanged) || LosesMember(read) || read.Datasets.SelectMany(Sets).Any(set => Names(set) || Reads(set, policy.Fence));
    }

    /// <summary>Whether a policy comes, changes or goes whose datasets this one's budgets span.</summary>
    private bool LosesMember(Policy policy) => !policy.Unions.IsEmpty && policy.PolicyFiles is { } named && Names(named);

    private static IEnumerable<FileSet> Sets(DatasetPolicy dataset)
    {
        yield return dataset.Files;
        // A revision may be a branch that moves with the change.
        if (dataset.Reference is { Files: { } files }) yield return files;
        if (dataset.Origin?.HumanFiles is { } human) yield return human;
        if (dataset.Origin?.SyntheticFiles is { } synthetic) yield return synthetic;
    }

    private bool IsChanged(string path) => repository.PathOf(path) is not { } inside || IsIn(inside) || (RealPath.Resolve(path) is { } real && (repository.PathOf(real) is not { } target || IsIn(target)));

    /// <summary>Whether a path is changed, or a link or submodule that it leads through.</summary>
    private bool IsIn(string inside)
    {
        for (var end = inside.Length; end > 0; end = inside.LastIndexOf('/', end - 1))
            if (_changed.Value.Contains(inside[..end])) return true;
        return false;
    }

    private bool HoldsChanged(string folder) => repository.PathOf(folder) is { } inside
        && (IsIn(inside) || _changed.Value.Any(path => path.StartsWith(inside + "/", StringComparison.Ordinal)));

    /// <summary>Whether a changed path, there or gone, is one that the globs name.</summary>
    private bool Names(FileSet set)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var glob in set.Globs)
        {
            var root = GlobRoot.Of(set.Folder, glob.Glob);
            if (repository.PathOf(root.Directory) is not { } start) continue;
            var prefix = start.Length == 0 ? "" : start + "/";
            var below = _changed.Value.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(path => path[prefix.Length..], StringComparer.Ordinal);
            var matcher = new Matcher(StringComparison.Ordinal);
            matcher.AddInclude(root.Pattern);
            var inside = "/x" + Path.GetExtension(root.Pattern);
            List<string> matches =
            [
                .. matcher.Match(repository.Root, below.Keys).Files.Select(file => below[file.Path]),
                .. below.Where(pair => matcher.Match(repository.Root, [pair.Key + inside]).HasMatches && !File.Exists(Path.Join(repository.Root, pair.Value))).Select(pair => pair.Value),
            ];
            if (glob.Excludes) named.ExceptWith(matches);
            else named.UnionWith(start.Length > 0 && IsIn(start) ? [.. matches, start] : matches);
        }
        return named.Count > 0;
    }

    /// <summary>Whether a file that the globs reach, by whatever links, is changed or one that git can't tell of.</summary>
    private bool Reads(FileSet set, RepositoryFence fence)
    {
        var found = GlobResolver.Resolve(set, fence, fence.Root);
        return !found.Refused.IsEmpty || found.Files.Any(file => RealPath.Resolve(file.FullPath) is not { } real || repository.PathOf(real) is not { } inside || IsIn(inside) || !_known.Value.Contains(inside));
    }
}
