using System.Collections.Immutable;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Tool.Commands;

/// <summary>Finds the policy that a command is about, or the policies.</summary>
internal static class PolicyFinder
{
    public const string FileName = PolicySearch.FileName;

    /// <param name="named">A file, or a folder that holds one; null: the nearest upward.</param>
    /// <param name="folder">Where the search starts.</param>
    /// <param name="first">Files that are looked through before those on disk.</param>
    public static string Find(string? named, string folder, PolicyFiles? first = null) => TryFind(named, folder, first) ?? throw NotFound(named, "");

    /// <summary>One policy, as <see cref="Find"/> finds it; where there is none, all that stand below.</summary>
    /// <param name="named">A file, or a folder that holds one; null: the nearest upward.</param>
    /// <param name="host">Its folder is where the search starts; told where it isn't the usual policy.</param>
    /// <param name="first">Files that are looked through before those on disk.</param>
    public static PolicyScope FindOneOrBelow(string? named, Host host, PolicyFiles? first)
    {
        if (TryFind(named, host.Folder, first) is { } one) return new PolicyScope(Path.GetDirectoryName(one)!, [one], IsSeveral: false);
        var folder = Path.GetFullPath(named ?? ".", host.Folder);
        var below = Below(folder, first);
        if (below.IsEmpty) throw NotFound(named, " and none stands below");
        var where = named is null ? "here or in a folder above" : $"in '{named}'";
        host.Error.WriteLine(Terminal.Escape($"datagate: there is no {FileName} {where}: checking {(below.Length == 1 ? "the one" : $"all {below.Length}")} below"));
        return new PolicyScope(folder, below, IsSeveral: true);
    }

    /// <summary>Every policy in a folder and below it.</summary>
    /// <param name="named">The folder; null: where the tool is run.</param>
    /// <param name="host">What the tool is run in.</param>
    /// <param name="first">Files that are looked through besides those on disk.</param>
    public static PolicyScope FindAll(string? named, Host host, PolicyFiles? first)
    {
        var folder = Path.GetFullPath(named ?? ".", host.Folder);
        if (File.Exists(folder)) throw new UsageException(UsageCodes.CommandLine, $"--all takes a folder, and '{named}' is a file; without --all it is checked alone");
        if (!Directory.Exists(folder)) throw new UsageException(UsageCodes.NoPolicy, $"there is no folder '{named}'");
        var below = Below(folder, first);
        if (below.IsEmpty) throw new UsageException(UsageCodes.NoPolicy, $"there is no {FileName} {(named is null ? "here" : $"in '{named}'")} or below; 'dotnet datagate init FILES' writes one");
        return new PolicyScope(folder, below, IsSeveral: true);
    }

    private static ImmutableArray<string> Below(string folder, PolicyFiles? first)
    {
        var found = PolicySearch.Below(folder);
        return first is null ? found : [.. found.Concat(first.Below(folder)).DistinctBy(PolicySearch.Identity, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static UsageException NotFound(string? named, string besides) => new(UsageCodes.NoPolicy, named is null
        ? $"there is no {FileName} here or in a folder above{besides}; name one, or let 'dotnet datagate init FILES' write one"
        : $"the folder '{named}' holds no {FileName}{besides}");

    /// <summary>The same; null: there is none.</summary>
    public static string? TryFind(string? named, string folder, PolicyFiles? first = null) =>
        (first is null ? null : Look(named, folder, first)) ?? Look(named, folder, PolicyFiles.OnDisk);

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
