using System.Buffers;
using System.Security.Cryptography;
using DataGate.Files.Paths;

namespace DataGate.Files.Memos;

/// <summary>
/// SHA-256 of files' bytes, all cores at once. A file of more than <see cref="PieceSize"/> is hashed in pieces, so that a single large one is as fast as many: its digest is that of the
/// pieces' digests, after its length.
/// </summary>
internal static class FileDigests
{
    /// <summary>Bytes of a piece: 16 MiB.</summary>
    public const int PieceSize = 1 << 24;

    private const int ReadSize = 1 << 18;

    /// <summary>Files of which hashing the few is not worth a second thread.</summary>
    private const int Few = 4;

    /// <summary>By file, in their order; null for one that can't be read.</summary>
    /// <param name="paths">What to hash.</param>
    /// <param name="threads">Pieces hashed at once.</param>
    public static byte[]?[] Of(IReadOnlyList<string> paths, int threads)
    {
        var digests = new byte[]?[paths.Count];
        var lengths = new long[paths.Count];
        Each(paths.Count, threads, file => (digests[file], lengths[file]) = Whole(paths[file]));
        for (var file = 0; file < digests.Length; file++)
            if (lengths[file] > PieceSize) digests[file] = Pieces(paths[file], lengths[file], threads);
        return digests;
    }

    /// <summary>The digest of a file of one piece; of a larger one its length alone.</summary>
    private static (byte[]? Digest, long Length) Whole(string path)
    {
        try
        {
            using var file = RegularFile.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length > PieceSize) return (null, length);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, length);
            hash.AppendData(Piece(file, 0));
            return (hash.GetHashAndReset(), length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, 0);
        }
    }

    private static byte[]? Pieces(string path, long length, int threads)
    {
        try
        {
            using var file = RegularFile.OpenHandle(path);
            var pieces = new byte[((length - 1) / PieceSize) + 1][];
            Each(pieces.Length, threads, piece => pieces[piece] = Piece(file, (long)piece * PieceSize));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            Append(hash, length);
            foreach (var piece in pieces) hash.AppendData(piece);
            return hash.GetHashAndReset();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or AggregateException)
        {
            return null;
        }
    }

    private static byte[] Piece(Microsoft.Win32.SafeHandles.SafeFileHandle file, long start)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var read = RandomAccess.Read(file, buffer, start);
            // Most files are read at once.
            if (read < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(read, 1), start + read) == 0) return SHA256.HashData(buffer.AsSpan(0, read));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var at = 0; at < PieceSize; at += read)
            {
                read = RandomAccess.Read(file, buffer.AsSpan(0, Math.Min(buffer.Length, PieceSize - at)), start + at);
                if (read == 0) break;
                hash.AppendData(buffer, 0, read);
            }
            return hash.GetHashAndReset();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Append(IncrementalHash hash, long length) => hash.AppendData(BitConverter.GetBytes(length));

    private static void Each(int count, int threads, Action<int> each)
    {
        if (count <= Few || threads == 1)
            for (var i = 0; i < count; i++) each(i);
        else Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, each);
    }
}
