using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Paths;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Git;

/// <summary>
/// Contents of a revision as files that readers take: streamed one by one into a folder of their own that nobody else may read, and gone
/// with this object. For one thread.
/// </summary>
public sealed class BlobFiles(GitRepository repository, GitRevision revision) : IDisposable
{
    private readonly GitBlobs _blobs = new(repository);
    private readonly Dictionary<string, KnownBlob> _known = new(StringComparer.Ordinal);
    private string? _folder;
    private int _count;

    /// <exception cref="GitException">The clone doesn't hold the content, or only a Git LFS pointer to it.</exception>
    public InputFile Get(TreeEntry entry, string format)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var shown = revision.Shown(entry.Path);
        var path = NewPath();
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

    /// <summary>Whether a file is what git has, and not what a Git LFS pointer leads to.</summary>
    internal bool IsContent(InputFile file) => Path.GetDirectoryName(file.Path) == _folder;

    /// <summary>A content of which is known how it is cut, as a file that isn't there before <see cref="Fill"/> writes what of it is to be read.</summary>
    /// <param name="entry">Which one.</param>
    /// <param name="format">See <see cref="InputFile"/>.</param>
    /// <param name="pieces">All of its pieces; one or more.</param>
    internal InputFile Later(TreeEntry entry, string format, ImmutableArray<Piece> pieces)
    {
        var path = NewPath();
        _known[path] = new KnownBlob(entry, pieces, []);
        return new InputFile(path, revision.Display(entry.Path), pieces[^1].End, format);
    }

    /// <summary>Writes some pieces of a file that <see cref="Later"/> named, those that it has already among them; git unpacks it up to the last of them. Of other files nothing is to be done.</summary>
    /// <param name="path">Of the file.</param>
    /// <param name="pieces">Which ones, from 0.</param>
    /// <exception cref="GitException">The clone doesn't hold the content, or another one than is known.</exception>
    internal void Fill(string path, IEnumerable<int> pieces)
    {
        if (!_known.TryGetValue(path, out var blob)) return;
        var missing = pieces.Except(blob.Written).Order().ToList();
        if (missing.Count == 0) return;
        var shown = revision.Shown(blob.Entry.Path);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        file.SetLength(blob.Pieces[^1].End);
        using var writer = new PieceWriter(file, blob.Pieces, missing);
        if (_blobs.Read(blob.Entry.Id, shown, writer.Add) != blob.Pieces[^1].End || !writer.IsWhole)
            throw new GitException(GitCodes.Failed, $"the content of '{shown}' isn't what an earlier check read: judge it with --no-cache");
        blob.Written.UnionWith(missing);
    }

    public void Dispose()
    {
        _blobs.Dispose();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }

    private string NewPath()
    {
        _folder ??= Directory.CreateTempSubdirectory("datagate-").FullName;
        return Path.Join(_folder, (_count++).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Of content that is a Git LFS pointer.</summary>
    private static LfsPointer? Pointer(string path, long length) =>
        length is > 0 and < LfsPointer.MaxLength ? LfsPointer.Parse(RegularFile.ReadAllBytes(path)) : null;

    /// <param name="Entry">Where git has it.</param>
    /// <param name="Pieces">All of them.</param>
    /// <param name="Written">Those that are in its file.</param>
    private sealed record KnownBlob(TreeEntry Entry, ImmutableArray<Piece> Pieces, HashSet<int> Written);
}
