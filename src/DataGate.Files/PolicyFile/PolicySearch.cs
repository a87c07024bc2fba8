using System.Collections.Immutable;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>Finds the policies below a folder.</summary>
public static class PolicySearch
{
    /// <summary>What a policy's file is called.</summary>
    public const string FileName = "datagate.yaml";

    private const int MaxDepth = 64;

    /// <summary>Folders of what a build makes or fetches: a policy there is a copy.</summary>
    private static readonly string[] s_output = ["bin", "obj", "node_modules", ".git"];

    /// <summary>Every <see cref="FileName"/> in a folder and below it, full paths in ordinal order: in a repository those that git doesn't ignore.</summary>
    /// <param name="folder">Full path.</param>
    public static ImmutableArray<string> Below(string folder)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (Path.Exists(Path.Join(RepositoryFence.Around(Path.Join(folder, FileName), allowOutside: false).Root, ".git"))) Listed(folder, found, depth: 0);
        else Walk(folder, found, depth: 0);
        return [.. found];
    }

    /// <summary>A policy's name beside others: its folder from another one; its file where that isn't called <see cref="FileName"/>.</summary>
    public static string NameOf(string policy, string from)
    {
        var shown = ShownPath.Of(policy, from);
        if (!string.Equals(Path.GetFileName(policy), FileName, StringComparison.Ordinal)) return shown;
        return shown.Length == FileName.Length ? "." : shown[..^(FileName.Length + 1)];
    }

    /// <summary>The same for the same file, whatever name leads to it.</summary>
    public static string Identity(string policy) => RealPath.Resolve(policy) ?? policy;

    /// <summary>Whether a file that a set's wildcards match lies among what a build makes, where no glob says so.</summary>
    internal static bool IsOutput(FileSet set, string file)
    {
        var folders = s_output.Intersect(ShownPath.Of(file, set.Folder).Split('/'), StringComparer.Ordinal).ToList();
        return folders.Exists(folder => !set.Globs.Any(glob => !glob.Excludes && glob.Glob.Split('/').Contains(folder, StringComparer.Ordinal)));
    }

    /// <summary>Whether a path with <c>/</c> between folders is that of a policy which is no copy.</summary>
    internal static bool IsPolicy(string path) => path.Split('/') is var segments && segments[^1] == FileName && !segments.Intersect(s_output, StringComparer.Ordinal).Any();

    private static void Listed(string folder, SortedSet<string> found, int depth)
    {
        var repository = GitRepository.Open(folder);
        var start = repository.PathOf(folder);
        if (start is null || depth > MaxDepth) return;
        foreach (var entry in repository.WorkTree(start))
        {
            var segments = entry.TrimEnd('/').Split('/');
            if (segments.Intersect(s_output, StringComparer.Ordinal).Any()) continue;
            var path = Path.Join(folder, start.Length == 0 ? entry.TrimEnd('/') : entry.TrimEnd('/')[start.Length..].TrimStart('/'));
            if (segments[^1] == FileName && File.Exists(path)) found.Add(path);
            // A repository within the repository, which git lists as one entry.
            else if (Path.Exists(Path.Join(path, ".git")) && new DirectoryInfo(path).LinkTarget is null) Listed(path, found, depth + 1);
        }
    }

    private static void Walk(string folder, SortedSet<string> found, int depth)
    {
        if (depth > MaxDepth) return;
        if (Path.Exists(Path.Join(folder, ".git")) && depth > 0)
        {
            Listed(folder, found, depth);
            return;
        }
        if (File.Exists(Path.Join(folder, FileName))) found.Add(Path.Join(folder, FileName));
        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories())
            if (below.LinkTarget is null && !s_output.Contains(below.Name, StringComparer.Ordinal)) Walk(below.FullName, found, depth + 1);
    }
}
