using DataGate.Files.PolicyFile;

namespace DataGate.Tool.Commands;

/// <summary>Finds the policy that a command is about.</summary>
internal static class PolicyFinder
{
    public const string FileName = "datagate.yaml";

    /// <param name="named">A file, or a folder that holds one; null: the nearest upward.</param>
    /// <param name="folder">Where the search starts.</param>
    /// <param name="first">Files that are looked through before those on disk.</param>
    public static string Find(string? named, string folder, PolicyFiles? first = null)
    {
        if (first is not null && Look(named, folder, first) is { } found) return found;
        if (Look(named, folder, PolicyFiles.OnDisk) is { } path) return path;
        throw new UsageException(UsageCodes.NoPolicy, named is null
            ? $"there is no {FileName} here or in a folder above; name one, or let 'dotnet datagate init FILES' write one"
            : $"the folder '{named}' holds no {FileName}");
    }

    private static string? Look(string? named, string folder, PolicyFiles files)
    {
        if (named is not null)
        {
            var path = Path.GetFullPath(named, folder);
            if (!files.IsFolder(path)) return files.IsFile(path) || ReferenceEquals(files, PolicyFiles.OnDisk) ? path : null;
            var inside = Path.Join(path, FileName);
            return files.IsFile(inside) ? inside : null;
        }
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            var path = Path.Join(at, FileName);
            if (files.IsFile(path)) return path;
        }
        return null;
    }
}
