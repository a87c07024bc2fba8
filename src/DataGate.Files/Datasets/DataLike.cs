using System.Buffers;
using System.Collections.Immutable;
using DataGate.Files.Git;
using DataGate.Files.Readers;

namespace DataGate.Files.Datasets;

/// <summary>Files that look like data by their name, before anybody has said so.</summary>
public static class DataLike
{
    private const int MaxDepth = 16, MaxLeftOut = 20;

    /// <summary>What globs, or the lists that they stand in, read otherwise.</summary>
    private static readonly SearchValues<char> s_special = SearchValues.Create("*?[]{}!\\");

    private static readonly string[] s_extensions = [".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".arrow"];

    public static bool Is(string path) => s_extensions.Contains(Extension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Globs, from a folder, of what looks like data in it and can be read: one for each folder in it and each extension, with how many files it names. What git ignores is left out, and what
    /// begins with a dot.
    /// </summary>
    /// <param name="folder">Where to look, with all below it.</param>
    public static ImmutableArray<(string Glob, int Files)> Below(string folder) =>
    [
        .. Paths(folder).Where(path => Is(path) && ReaderCatalog.All.Any(reader => reader.Extensions.Contains(Extension(path), StringComparer.OrdinalIgnoreCase)) && !path.Split('/').Any(part => part.StartsWith('.')))
            .GroupBy(path => (Top: path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : "", Extension: Ending(path)))
            .Select(group => (Glob: group.Key.Top.Length == 0 ? "*" + group.Key.Extension : $"{group.Key.Top}/**/*{group.Key.Extension}", Files: group.Count()))
            .OrderBy(set => set.Glob, StringComparer.Ordinal),
    ];

    /// <summary>
    /// What a glob of <see cref="Below"/> must leave out to name the files that were counted: of what git ignores the folders and files in which others lie that it matches, as globs. Whatever else it
    /// matches, or can't be left out in so few, is more.
    /// </summary>
    /// <param name="folder">The same.</param>
    /// <param name="matched">Full paths of the files that the glob matches.</param>
    public static (ImmutableArray<string> Globs, ImmutableArray<string> More) LeftOut(string folder, IEnumerable<string> matched)
    {
        var known = Paths(folder).Select(path => Path.GetFullPath(path, folder)).ToHashSet(StringComparer.Ordinal);
        var others = matched.Where(path => !known.Contains(path)).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal).ToImmutableArray();
        if (others.IsEmpty) return ([], []);
        // The innermost: git names a folder too that merely holds nothing else, and may hold more tomorrow.
        var ignored = Ignored(folder).OrderByDescending(entry => entry.Length).Where(entry => !entry.AsSpan().ContainsAny(s_special)).ToList();
        string? Around(string path) => ignored.Find(entry => entry == path || (entry.EndsWith('/') && path.StartsWith(entry, StringComparison.Ordinal)));
        ImmutableArray<string> globs = [.. others.Select(Around).OfType<string>().Distinct(StringComparer.Ordinal).Select(entry => entry.EndsWith('/') ? entry + "**" : entry)];
        return globs.Length > MaxLeftOut ? ([], others) : (globs, [.. others.Where(path => Around(path) is null)]);
    }

    /// <summary>From the folder, those of folders with a slash at the end.</summary>
    private static IEnumerable<string> Ignored(string folder)
    {
        try
        {
            var repository = GitRepository.Open(folder);
            var start = repository.PathOf(folder) is { Length: > 0 } inside ? inside + "/" : "";
            return [.. repository.Ignored(start.TrimEnd('/')).Where(path => path.Length > start.Length && path.StartsWith(start, StringComparison.Ordinal)).Select(path => path[start.Length..])];
        }
        catch (GitException)
        {
            return [];
        }
    }

    /// <summary>From the folder, with <c>/</c> between folders.</summary>
    private static IEnumerable<string> Paths(string folder)
    {
        try
        {
            var repository = GitRepository.Open(folder);
            var start = repository.PathOf(folder) is { Length: > 0 } inside ? inside + "/" : "";
            return repository.WorkTree(start.TrimEnd('/')).Where(path => path.StartsWith(start, StringComparison.Ordinal) && File.Exists(Path.Join(repository.Root, path))).Select(path => path[start.Length..]).Distinct(StringComparer.Ordinal);
        }
        catch (GitException)
        {
            var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = MaxDepth, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
            return Directory.EnumerateFiles(folder, "*", options).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));
        }
    }

    private static string Extension(string path) => new InputFile(path, path, 0).Extension;

    /// <summary>The extension, with that of a packing behind it.</summary>
    private static string Ending(string path)
    {
        var name = new InputFile(path, path, 0);
        return name.Extension + (name.Packing?.Extension ?? "");
    }
}
