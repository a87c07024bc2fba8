using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Pieces;
using Microsoft.Win32.SafeHandles;

namespace DataGate.Files.Memos;

/// <summary>What a file's bytes are told by.</summary>
/// <param name="Digest">SHA-256; null: it can't be read.</param>
/// <param name="Pieces">How a long file is cut by its content, see <see cref="FilePieces.TargetAlone"/>: its digest is of theirs. Empty: it isn't long.</param>
internal readonly record struct FileDigest(byte[]? Digest, ImmutableArray<Piece> Pieces);

/// <summary>
/// SHA-256 of files' bytes, all cores at once. A long file is hashed in pieces, cut by its content, so that a single one is as fast as many, and whoever needs it cut doesn't read it again: its
/// digest is that of the pieces' digests, after its length.
/// </summary>
internal static class FileDigests
{
    /// <summary>Bytes of files that are long enough for all threads: 16 MiB.</summary>
    private const long Large = 1 << 24;

    private const int ReadSize = 1 << 18;

    /// <summary>Files of which hashing the few is not worth a second thread.</summary>
    private const int Few = 4;

    /// <summary>By file, in their order.</summary>
    /// <param name="paths">What to hash.</param>
    /// <param name="threads">Files, or pieces of one, hashed at once.</param>
    /// <param name="least">Bytes of a piece, at least: a file of twice as many is a long one.</param>
    public static FileDigest[] Of(IReadOnlyList<string> paths, int threads, long least)
    {
        var digests = new FileDigest[paths.Count];
        var lengths = new long[paths.Count];
        Each(paths.Count, threads, file => (digests[file], lengths[file]) = Whole(paths[file], least));
        for (var file = 0; file < digests.Length; file++)
            if (lengths[file] > Large) digests[file] = Read(paths[file], handle => Long(handle, lengths[file], threads, least));
        return digests;
    }

    /// <summary>The digest of a file; of one that is for all threads its length alone.</summary>
    private static (FileDigest Digest, long Length) Whole(string path, long least)
    {
        var length = 0L;
        var digest = Read(path, file =>
        {
            length = RandomAccess.GetLength(file);
            return length > Large ? default : length >= 2 * least ? Long(file, length, 1, least) : new FileDigest(Of(length, [Bytes(file)]), []);
        });
        return (digest, length);
    }

    private static FileDigest Long(SafeFileHandle file, long length, int threads, long least)
    {
        var pieces = FilePieces.Of(file, FilePieces.TargetAlone(length, least), threads);
        if (pieces.IsEmpty || pieces[^1].End != length) throw new IOException("the file is another by now");
        return new FileDigest(Of(length, pieces.Select(piece => piece.Digest)), pieces);
    }

    private static byte[] Of(long length, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(length));
        foreach (var piece in pieces) hash.AppendData(piece.Span);
        return hash.GetHashAndReset();
    }

    private static FileDigest Read(string path, Func<SafeFileHandle, FileDigest> read)
    {
        try
        {
            using var file = RegularFile.OpenHandle(path);
            return read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or AggregateException)
        {
            return default;
        }
    }

    private static byte[] Bytes(SafeFileHandle file)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var read = RandomAccess.Read(file, buffer, 0);
            // Most files are read at once.
            if (read < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(read, 1), read) == 0) return SHA256.HashData(buffer.AsSpan(0, read));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long at = 0; ; at += read)
            {
                read = RandomAccess.Read(file, buffer, at);
                if (read == 0) return hash.GetHashAndReset();
                hash.AppendData(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Each(int count, int threads, Action<int> each)
    {
        if (count <= Few || threads == 1)
            for (var i = 0; i < count; i++) each(i);
        else Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, each);
    }
}
