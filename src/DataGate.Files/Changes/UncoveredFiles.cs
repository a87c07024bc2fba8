using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Files.Readers;
using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>Finds files that a change adds or alters, that look like data by their name, and that no part of any policy speaks of.</summary>
internal sealed class UncoveredFiles(GitRepository repository, GitRevision revision)
{
    /// <summary>Paths from the repository's root, in order.</summary>
    public IReadOnlyList<string> Find(IEnumerable<(Policy Policy, RepositoryFence Fence)> policies)
    {
        var then = repository.Tree(revision).Where(entry => entry.Kind == TreeKind.File).ToDictionary(entry => entry.Path, entry => entry.Id, StringComparer.Ordinal);
        // What a policy excludes by name, somebody has decided on.
        var covered = policies.SelectMany(of => of.Policy.Datasets.SelectMany(Sets)
            .SelectMany(set => GlobResolver.Resolve(set with { Globs = [.. set.Globs.Where(glob => !glob.Excludes)] }, of.Fence, of.Fence.Root).Files))
            .Select(file => repository.PathOf(file.FullPath)).ToHashSet(StringComparer.Ordinal);
        List<InputFile> candidates =
        [
            .. repository.WorkTree().Where(path => DataLike.Is(path) && !covered.Contains(path)).Order(StringComparer.Ordinal)
                .Select(path => new InputFile(Path.Join(repository.Root, path), path, 0)).Where(file => File.Exists(file.Path)),
        ];
        var ids = ContentIds.Of(candidates, revision.Commit.Length == 64, threads: 1);
        return [.. candidates.Where((file, index) => ids[index] is null || then.GetValueOrDefault(file.Display) != ids[index]).Select(file => file.Display)];
    }

    private static IEnumerable<FileSet> Sets(DatasetPolicy dataset) =>
        new[] { dataset.Files, dataset.Reference?.Files, dataset.Origin?.HumanFiles, dataset.Origin?.SyntheticFiles }.OfType<FileSet>();
}
