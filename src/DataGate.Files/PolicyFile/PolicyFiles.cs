using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>Where the files of a policy are read from: itself, the bases that it extends, the leaves of its taxonomies.</summary>
public abstract class PolicyFiles
{
    /// <summary>The files as they stand.</summary>
    public static PolicyFiles OnDisk { get; } = new Disk();

    /// <summary>Whether there is a file of that full path.</summary>
    public abstract bool IsFile(string path);

    /// <summary>Whether there is a folder of that full path.</summary>
    public abstract bool IsFolder(string path);

    /// <exception cref="IOException">It can't be read.</exception>
    public abstract Stream Open(string path);

    /// <summary>The files that a set names.</summary>
    /// <param name="set">Its globs are those of a policy.</param>
    /// <param name="fence">What may be read.</param>
    /// <returns>Full paths in order, and the indexes of the globs that match none.</returns>
    public virtual (ImmutableArray<string> Files, ImmutableArray<int> Unmatched) Find(FileSet set, RepositoryFence fence)
    {
        ArgumentNullException.ThrowIfNull(set);
        var found = GlobResolver.Resolve(set, fence, set.Folder);
        return ([.. found.Files.Select(file => file.FullPath)], [.. Enumerable.Range(0, found.Globs.Length).Where(glob => found.Globs[glob] is { Files: 0, Glob.Excludes: false })]);
    }

    /// <summary>The policies in a folder and below it, see <see cref="PolicySearch.Below"/>; full paths.</summary>
    public virtual IEnumerable<string> Below(string folder) => PolicySearch.Below(folder);

    /// <summary>The name of a file in messages, where it would be <paramref name="shown"/> on disk.</summary>
    public virtual string Shown(string path, string shown) => shown;

    private sealed class Disk : PolicyFiles
    {
        public override bool IsFile(string path) => File.Exists(path);

        public override bool IsFolder(string path) => Directory.Exists(path);

        public override Stream Open(string path) => RegularFile.Open(path);
    }
}
