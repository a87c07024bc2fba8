using System.Collections.Immutable;
using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Files.Datasets;

/// <summary>Which split each file of a dataset is in.</summary>
/// <param name="Indexes">Of each file its split's number, the first that names it; −1: none does.</param>
/// <param name="Told">What is to be told of them.</param>
internal sealed record FileSplits(ImmutableArray<int> Indexes, SplitFiles Told)
{
    /// <param name="splits">The dataset's.</param>
    /// <param name="files">Its files, by full path, each with how it is shown.</param>
    /// <param name="resolve">Finds the files that a set names.</param>
    public static FileSplits Of(ImmutableArray<SplitPolicy> splits, IReadOnlyList<(string Path, string Shown)> files, Func<FileSet, ResolvedFiles> resolve)
    {
        if (splits.IsEmpty) return new FileSplits([.. Enumerable.Repeat(-1, files.Count)], SplitFiles.None);
        var found = splits.Select(split => resolve(split.Files)).ToList();
        var inSplit = found.Select(split => split.Files.Select(file => file.FullPath).ToHashSet(StringComparer.Ordinal)).ToList();
        var members = files.Select(file => Enumerable.Range(0, splits.Length).Where(split => inSplit[split].Contains(file.Path)).ToList()).ToList();
        return new FileSplits(
            [.. members.Select(of => of.Count == 0 ? -1 : of[0])],
            new SplitFiles(
                [.. files.Where((_, file) => members[file].Count == 0).Select(file => file.Shown)],
                [.. files.Zip(members).Where(file => file.Second.Count > 1).Select(file => (file.First.Shown, string.Join(" and ", file.Second.Select(split => $"'{splits[split].Name}'"))))],
                [.. found.SelectMany((split, index) => Enumerable.Range(0, split.Globs.Length).Where(glob => split.Globs[glob] is { Files: 0, Glob.Excludes: false }).Select(glob => (index, glob)))],
                [.. Enumerable.Range(0, splits.Length).Where(split => found[split].Files.Length > 0 && members.All(of => !of.Contains(split)))]));
    }
}
