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

    private const int MaxDepth = 64, MaxIgnored = 2_000;

    /// <summary>Folders of what a build makes or fetches: a policy there is a copy.</summary>
    private static readonly string[] s_output = ["bin", "obj", "node_modules", ".git"];

    /// <summary>Every <see cref="FileName"/> in a folder and below it, full paths in ordinal order: in a repository those that git doesn't ignore.</summary>
    /// <param name="folder">Full path.</param>
    public static ImmutableArray<string> Below(string folder) => Search(folder, []);

    /// <param name="folder">Full path.</param>
    /// <param name="repositories">Takes the folders that git listed.</param>
    private static ImmutableArray<string> Search(string folder, List<string> repositories)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (Path.Exists(Path.Join(RepositoryFence.Around(Path.Join(folder, FileName), allowOutside: false).Root, ".git"))) Listed(folder, found, repositories, depth: 0);
        else Walk(folder, found, repositories, depth: 0);
        return [.. found];
    }

    /// <summary>
    /// Those that <see cref="Below"/> leaves out because git ignores them, but for what builds make: full paths in ordinal order. What is ignored may be large: of each repository so many
    /// folders are looked at, the upper ones first.
    /// </summary>
    /// <param name="folder">Full path.</param>
    public static ImmutableArray<string> Ignored(string folder)
    {
        var repositories = new List<string>();
        Search(folder, repositories);
        return [.. repositories.SelectMany(IgnoredIn).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> IgnoredIn(string folder)
    {
        var repository = GitRepository.Open(folder);
        if (repository.PathOf(folder) is not { } start) yield break;
        var left = new Queue<string>();
        foreach (var entry in repository.Ignored(start))
        {
            if (entry.TrimEnd('/').Split('/').Intersect(s_output, StringComparer.Ordinal).Any()) continue;
            // Git names the folder that it ignores, be it one above.
            var inside = start.Length == 0 ? entry : entry.Length > start.Length ? entry[start.Length..].TrimStart('/') : "";
            var path = Path.TrimEndingDirectorySeparator(Path.Join(folder, inside));
            if (inside.Length == 0 || entry.EndsWith('/')) left.Enqueue(path);
            else if (Path.GetFileName(path) == FileName && File.Exists(path)) yield return path;
        }
        var looked = 0;
        while (looked++ < MaxIgnored && left.TryDequeue(out var at))
        {
            var below = new DirectoryInfo(at);
            if (!below.Exists || below.LinkTarget is not null) continue;
            if (File.Exists(Path.Join(at, FileName))) yield return Path.Join(at, FileName);
            try
            {
                foreach (var further in below.GetDirectories())
                    if (!s_output.Contains(further.Name, StringComparer.Ordinal)) left.Enqueue(further.FullName);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What nobody here may read is no policy of theirs.
            }
        }
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

    private static void Listed(string folder, SortedSet<string> found, List<string> repositories, int depth)
    {
        var repository = GitRepository.Open(folder);
        var start = repository.PathOf(folder);
        if (start is null || depth > MaxDepth) return;
        repositories.Add(folder);
        foreach (var entry in repository.WorkTree(start))
        {
            var segments = entry.TrimEnd('/').Split('/');
            if (segments.Intersect(s_output, StringComparer.Ordinal).Any()) continue;
            var path = Path.Join(folder, start.Length == 0 ? entry.TrimEnd('/') : entry.TrimEnd('/')[start.Length..].TrimStart('/'));
            if (segments[^1] == FileName && File.Exists(path)) found.Add(path);
            // A repository within the repository, which git lists as one entry.
            else if (Path.Exists(Path.Join(path, ".git")) && new DirectoryInfo(path).LinkTarget is null) Listed(path, found, repositories, depth + 1);
        }
    }

    private static void Walk(string folder, SortedSet<string> found, List<string> repositories, int depth)
    {
        if (depth > MaxDepth) return;
        if (Path.Exists(Path.Join(folder, ".git")) && depth > 0)
        {
            Listed(folder, found, repositories, depth);
            return;
        }
        if (File.Exists(Path.Join(folder, FileName))) found.Add(Path.Join(folder, FileName));
        foreach (var below in new DirectoryInfo(folder).EnumerateDirectories())
            if (below.LinkTarget is null && !s_output.Contains(below.Name, StringComparer.Ordinal)) Walk(below.FullName, found, repositories, depth + 1);
    }
}
