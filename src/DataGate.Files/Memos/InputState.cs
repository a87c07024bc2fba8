using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;

namespace DataGate.Files.Memos;

/// <summary>What the inputs of a check are at one moment: which files there are, to be hashed or to be looked at.</summary>
internal sealed class InputState
{
    private readonly byte[] _names;
    private readonly ImmutableArray<string> _files;

    private InputState(byte[] names, ImmutableArray<string> files) => (_names, _files) = (names, files);

    /// <summary>As they stand; null where they can't be told, or where a name may mean another file tomorrow that nothing here would show.</summary>
    /// <param name="inputs">What is read.</param>
    /// <param name="fence">What may be read.</param>
    /// <param name="baseDirectory">Files are shown relative to it.</param>
    public static InputState? Of(CheckInputs inputs, RepositoryFence fence, string baseDirectory)
    {
        using var names = new NameHash();
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in inputs.Files)
        {
            var isThere = File.Exists(file);
            names.Add(file);
            names.Add(RealPath.Resolve(file) ?? "");
            names.Add(isThere ? "there" : Path.Exists(file) ? "no file" : "absent");
            if (isThere) files.Add(file);
        }
        foreach (var set in inputs.Sets)
        {
            var found = names.Add(GlobResolver.Resolve(set, fence, baseDirectory));
            foreach (var file in found.Files) files.Add(file.FullPath);
            // Files beside these count, though none of them is read.
            foreach (var series in ShardSeries.Faults(found)) names.Add($"{series.Kind} {series.Times} {series.File} {string.Join(' ', series.Named)}");
        }
        foreach (var set in inputs.Listed) names.Add(GlobResolver.Resolve(set, fence, baseDirectory));
        try
        {
            foreach (var revision in inputs.Revisions)
                if (Add(names, revision) is { } file) files.Add(file);
        }
        catch (GitException)
        {
            return null;
        }
        return new InputState(names.Value(), [.. files]);
    }

    /// <summary>SHA-256 of all names and of all bytes behind them; null where a file can't be read.</summary>
    public byte[]? Digest(KnownDigests digests, int threads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_names);
        foreach (var digest in digests.Of(_files, threads))
        {
            if (digest is null) return null;
            hash.AppendData(digest);
        }
        return hash.GetHashAndReset();
    }

    /// <summary>What the file system says of the files; null where one is gone, or changed at or after a moment.</summary>
    /// <param name="moment">Nanoseconds since 1970.</param>
    public ImmutableArray<FileStamp>? Stamps(long moment)
    {
        var stamps = ImmutableArray.CreateBuilder<FileStamp>(_files.Length);
        foreach (var file in _files)
        {
            if (FileStamp.Of(file) is not { } stamp || !stamp.IsBefore(moment)) return null;
            stamps.Add(stamp);
        }
        return stamps.MoveToImmutable();
    }

    /// <summary>Whether the same files are there under the same names.</summary>
    public bool IsNamedAs(InputState other) => _names.AsSpan().SequenceEqual(other._names) && _files.SequenceEqual(other._files, StringComparer.Ordinal);

    /// <returns>The file that says where a shallow clone ends, if there is one.</returns>
    private static string? Add(NameHash names, NamedRevision named)
    {
        var repository = GitRepository.Open(named.Folder, named.Name);
        var revision = named.IsMergeBase ? repository.MergeBase(named.Name) : repository.Resolve(named.Name);
        names.Add(repository.Root);
        names.Add(repository.Store);
        names.Add(revision.Commit);
        var shallow = Path.Join(repository.Store, "shallow");
        var isShallow = File.Exists(shallow);
        names.Add(isShallow ? "shallow" : "whole");
        return isShallow ? shallow : null;
    }

    /// <summary>A hash of names, each with its length, so that no two lists of them are alike.</summary>
    private sealed class NameHash : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public void Add(string name)
        {
            var bytes = Encoding.Unicode.GetBytes(name);
            _hash.AppendData(BitConverter.GetBytes(bytes.Length));
            _hash.AppendData(bytes);
        }

        public ResolvedFiles Add(ResolvedFiles files)
        {
            Add(files.Files.Length);
            foreach (var file in files.Files)
            {
                Add(file.FullPath);
                Add(file.Shown);
            }
            Add(files.Globs.Length);
            foreach (var glob in files.Globs) Add(glob.Files);
            Add(files.Refused.Length);
            foreach (var refused in files.Refused)
            {
                Add(refused.Shown);
                Add((int)refused.Reason);
            }
            return files;
        }

        public byte[] Value() => _hash.GetHashAndReset();

        public void Dispose() => _hash.Dispose();

        private void Add(int number) => _hash.AppendData(BitConverter.GetBytes(number));
    }
}
