using Microsoft.Extensions.FileSystemGlobbing.Abstractions;
using DataGate.Files.Paths;

namespace DataGate.Files.Datasets;

/// <summary>
/// A folder as the glob matcher sees it: entries in ordinal order, no <c>.git</c>, and links followed only within the fence and never in a circle.
/// </summary>
internal sealed class FencedDirectory(string path, string realPath, int links, FencedDirectory? parent, GlobWalk walk) : DirectoryInfoBase
{
    public override string Name => Path.GetFileName(path);

    public override string FullName => path;

    public override DirectoryInfoBase? ParentDirectory => parent;

    public override IEnumerable<FileSystemInfoBase> EnumerateFileSystemInfos()
    {
        foreach (var entry in List())
        {
            if (string.Equals(entry.Name, ".git", StringComparison.Ordinal)) continue;
            if (See(entry) is { } seen) yield return seen;
        }
    }

    public override DirectoryInfoBase? GetDirectory(string path) =>
        EnumerateFileSystemInfos().OfType<FencedDirectory>().FirstOrDefault(d => string.Equals(d.Name, path, StringComparison.Ordinal));

    public override FileInfoBase? GetFile(string path) =>
        EnumerateFileSystemInfos().OfType<FencedFile>().FirstOrDefault(f => string.Equals(f.Name, path, StringComparison.Ordinal));

    private FileSystemInfo[] List()
    {
        try
        {
            var entries = new DirectoryInfo(path).GetFileSystemInfos();
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return entries;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            walk.Refuse(path, RefusalReason.Unreadable);
            return [];
        }
    }

    private FileSystemInfoBase? See(FileSystemInfo entry)
    {
        var full = Path.Join(path, entry.Name);
        if (entry.LinkTarget is null)
        {
            var realEntry = Path.Join(realPath, entry.Name);
            return entry is DirectoryInfo ? new FencedDirectory(full, realEntry, links, this, walk) : File(full, realEntry);
        }
        if (RealPath.Resolve(full) is not { } real) return Refuse(full, RefusalReason.Links);
        if (!walk.Fence.AllowsReal(real)) return Refuse(full, RefusalReason.Outside);
        if (!Directory.Exists(real)) return File(full, real);
        if (Encloses(real) || links >= GlobWalk.MaxLinksInPath || !walk.MayEnterLink()) return Refuse(full, RefusalReason.Links);
        return new FencedDirectory(full, real, links + 1, this, walk);
    }

    private bool Encloses(string real)
    {
        for (var at = this; at is not null; at = at.ParentDirectory as FencedDirectory)
        {
            if (string.Equals(at.RealPathOf, real, StringComparison.Ordinal)) return true;
        }
        return realPath.StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private string RealPathOf => realPath;

    private FencedFile File(string full, string real)
    {
        walk.RealPaths[full] = real;
        return new FencedFile(full, this);
    }

    private FileSystemInfoBase? Refuse(string full, RefusalReason reason)
    {
        walk.Refuse(full, reason);
        return null;
    }

    private sealed class FencedFile(string path, FencedDirectory parent) : FileInfoBase
    {
        public override string Name => Path.GetFileName(path);

        public override string FullName => path;

        public override DirectoryInfoBase? ParentDirectory => parent;
    }
}
