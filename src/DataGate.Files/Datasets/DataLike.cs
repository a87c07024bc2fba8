using System.Collections.Immutable;
using DataGate.Files.Git;
using DataGate.Files.Readers;

namespace DataGate.Files.Datasets;

/// <summary>Files that look like data by their name, before anybody has said so.</summary>
public static class DataLike
{
    private const int MaxDepth = 16;

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
