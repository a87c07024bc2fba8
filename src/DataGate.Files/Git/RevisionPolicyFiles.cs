using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Git;

/// <summary>The files of a policy as a revision has them. Links are not followed.</summary>
public sealed class RevisionPolicyFiles(GitRepository repository, GitRevision revision) : PolicyFiles
{
    private readonly Lazy<Dictionary<string, TreeEntry>> _files = new(() =>
        repository.Tree(revision).Where(entry => entry.Kind == TreeKind.File).ToDictionary(entry => entry.Path, StringComparer.Ordinal));

    private readonly Lazy<HashSet<string>> _folders = new(() => Folders(repository.Tree(revision)));

    public override bool IsFile(string path) => Find(path) is not null;

    public override bool IsFolder(string path) => repository.PathOf(path) is { } inside && (inside.Length == 0 || _folders.Value.Contains(inside));

    public override Stream Open(string path)
    {
        var entry = Find(path) ?? throw new FileNotFoundException($"'{revision.Name}' has no such file", path);
        var content = new MemoryStream();
        using var blobs = new GitBlobs(repository);
        blobs.CopyTo(entry.Id, revision.Shown(entry.Path), content);
        content.Position = 0;
        return content;
    }

    /// <summary>Those of the revision, and those of the work tree that it doesn't have.</summary>
    public override (ImmutableArray<string> Files, ImmutableArray<int> Unmatched) Find(FileSet set, RepositoryFence fence)
    {
        var found = RevisionFiles.Find(set, repository, revision);
        var then = found.Files.Select(entry => Path.Join(repository.Root, entry.Path));
        // A policy that the change brings is one of those that the older policy names.
        var (now, unmatched) = OnDisk.Find(set, fence);
        return ([.. then.Concat(now.Where(file => !IsFile(file))).Order(StringComparer.Ordinal)], [.. found.Unmatched.Intersect(unmatched)]);
    }

    public override IEnumerable<string> Below(string folder)
    {
        if (repository.PathOf(folder) is not { } start) return [];
        var prefix = start.Length == 0 ? "" : start + "/";
        return _files.Value.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && PolicySearch.IsPolicy(path)).Select(path => Path.Join(repository.Root, path));
    }

    /// <summary>As it is called on disk where the same stands there, so that it can be opened; else as the revision's.</summary>
    public override string Shown(string path, string shown) => Find(path) is { } entry && !IsOnDisk(path) ? revision.Display(entry.Path) : shown;

    private static HashSet<string> Folders(IEnumerable<TreeEntry> tree)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in tree)
        {
            var folder = entry.Path;
            while (folder.LastIndexOf('/') is > 0 and var end && folders.Add(folder[..end])) folder = folder[..end];
        }
        return folders;
    }

    private bool IsOnDisk(string path)
    {
        if (!File.Exists(path)) return false;
        using var then = Open(path);
        using var now = OnDisk.Open(path);
        if (now.Length != then.Length) return false;
        var (before, after) = (new byte[then.Length], new byte[then.Length]);
        then.ReadExactly(before);
        now.ReadExactly(after);
        return before.AsSpan().SequenceEqual(after);
    }

    private TreeEntry? Find(string path) => repository.PathOf(path) is { } inside ? _files.Value.GetValueOrDefault(inside) : null;
}
