using DataGate.Files.Paths;
using DataGate.Files.Readers;

namespace DataGate.Files.Git;

/// <summary>
/// Contents of a revision as files that readers take: streamed one by one into a folder of their own that nobody else may read, and gone
/// with this object. For one thread.
/// </summary>
public sealed class BlobFiles(GitRepository repository, GitRevision revision) : IDisposable
{
    private readonly GitBlobs _blobs = new(repository);
    private string? _folder;
    private int _count;

    /// <exception cref="GitException">The clone doesn't hold the content, or only a Git LFS pointer to it.</exception>
    public InputFile Get(TreeEntry entry, string format)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var shown = revision.Shown(entry.Path);
        _folder ??= Directory.CreateTempSubdirectory("datagate-").FullName;
        var path = Path.Join(_folder, (_count++).ToString(System.Globalization.CultureInfo.InvariantCulture));
        long length;
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            length = _blobs.CopyTo(entry.Id, shown, file);
        if (Pointer(path, length) is { } pointer)
        {
            length = pointer.Length;
            path = pointer.FileIn(repository.Store) ?? throw new GitException(
                GitCodes.PointerOnly, $"'{shown}' is a Git LFS pointer, the content is not here: run 'git lfs fetch origin {revision.Name}'");
        }
        return new InputFile(path, revision.Display(entry.Path), length, format);
    }

    /// <summary>Of content that is a Git LFS pointer.</summary>
    private static LfsPointer? Pointer(string path, long length) =>
        length is > 0 and < LfsPointer.MaxLength ? LfsPointer.Parse(RegularFile.ReadAllBytes(path)) : null;

    public void Dispose()
    {
        _blobs.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
