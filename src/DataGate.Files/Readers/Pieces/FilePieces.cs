using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Bytes;
using DataGate.Text;
using Microsoft.Win32.SafeHandles;

namespace DataGate.Files.Readers.Pieces;

/// <summary>Whole lines of a file, cut where their content says so.</summary>
/// <param name="End">The byte after the last one.</param>
/// <param name="Digest">SHA-256 of the bytes.</param>
public readonly record struct Piece(long End, ReadOnlyMemory<byte> Digest);

/// <summary>
/// Cuts files that are read line by line into pieces by their content (content-defined chunking, as of Muthitacharoen et al. 2001, by lines): what comes, goes or moves within a file leaves
/// the pieces before it and, from a little behind it on, those after it as they are.
/// </summary>
/// <remarks>
/// A line ends a piece where a hash of its first bytes, over the whole range of hashes, is less than its length over half the length aimed at; from half that length on, and at twice
/// that length whatever the hash.
/// </remarks>
internal static class FilePieces
{
    /// <summary>Pieces of all files together, about; of more long files than this each is cut into pieces of the least length.</summary>
    public const int Aim = 256;

    private const int ReadSize = 1 << 18;

    /// <summary>Bytes read at once to find where a piece ends, which is somewhere in them.</summary>
    private const int LookSize = 1 << 16;

    /// <summary>First bytes of a line that are hashed.</summary>
    private const int Prefix = 1 << 12;

    /// <summary>
    /// Bytes of a piece to aim at; 0: the file isn't cut. It follows from the length of the file and from how many long ones there are, each to the nearest power of 2 alone, so that it stays
    /// what it is as they change.
    /// </summary>
    /// <param name="file">What to cut.</param>
    /// <param name="large">Files of the set that may be cut, see <see cref="Large"/>.</param>
    /// <param name="least">Bytes of a piece, at least.</param>
    public static long Target(InputFile file, int large, long least)
    {
        if (file.IsPacked || !ReaderCatalog.For(file).Splits) return 0;
        var share = large > Aim ? 0 : (long)(file.Length * (double)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, large)) / Aim);
        var target = Math.Max(least, 1L << BitOperations.Log2((ulong)Math.Max(1, share)));
        return file.Length < 2 * target ? 0 : target;
    }

    /// <summary>How many files of a set are long enough to be cut.</summary>
    /// <param name="files">Of the set.</param>
    /// <param name="least">Bytes of a piece, at least.</param>
    public static int Large(IEnumerable<InputFile> files, long least) => files.Count(file => file.Length >= 2 * least);

    /// <summary>Bytes of a piece to aim at in a file by itself, whoever reads it: where it is the only long one of a set, the pieces are the same.</summary>
    /// <param name="length">Of the file.</param>
    /// <param name="least">Bytes of a piece, at least.</param>
    public static long TargetAlone(long length, long least) => Math.Max(least, 1L << BitOperations.Log2((ulong)Math.Max(1, length / Aim)));

    /// <summary>The pieces of a file, in order; none where it isn't cut, or can't be read as text.</summary>
    /// <param name="file">What to cut.</param>
    /// <param name="target">Bytes of a piece to aim at; 0: it isn't cut.</param>
    /// <param name="threads">Pieces hashed at once.</param>
    /// <param name="stopped">Looked at between pieces.</param>
    public static ImmutableArray<Piece> Of(InputFile file, long target, int threads = 1, CancellationToken stopped = default)
    {
        if (target == 0) return [];
        try
        {
            using var handle = RegularFile.OpenHandle(file.Path);
            return IsText(handle) && Of(handle, target, threads, stopped) is { IsEmpty: false } pieces && pieces[^1].End == file.Length ? pieces : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether a file is there and text by its start.</summary>
    public static bool IsText(InputFile file)
    {
        try
        {
            using var handle = RegularFile.OpenHandle(file.Path);
            return IsText(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsText(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[FileHead.Length];
        return FileHead.Fault(head[..RandomAccess.Read(file, head, 0)]) is null;
    }

    /// <summary>The pieces of a file whatever is in it.</summary>
    /// <param name="file">What to cut.</param>
    /// <param name="target">Bytes of a piece to aim at.</param>
    /// <param name="threads">Pieces hashed at once.</param>
    /// <param name="stopped">Looked at between pieces.</param>
    /// <exception cref="IOException">It can't be read, or is another by now.</exception>
    public static ImmutableArray<Piece> Of(SafeFileHandle file, long target, int threads, CancellationToken stopped = default)
    {
        var ends = Ends(file, target, stopped);
        var digests = new byte[ends.Count][];
        if (threads == 1)
            for (var i = 0; i < digests.Length; i++) Hash(i);
        else Parallel.For(0, digests.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stopped }, Hash);
        return [.. ends.Zip(digests, (end, digest) => new Piece(end, digest ?? throw new EndOfStreamException("a file is shorter than it was")))];

        void Hash(int piece)
        {
            stopped.ThrowIfCancellationRequested();
            digests[piece] = Digest(file, piece == 0 ? 0 : ends[piece - 1], ends[piece])!;
        }
    }

    /// <summary>SHA-256 of what is between two places of a file; null: it isn't so long, or can't be read.</summary>
    private static byte[]? Digest(SafeFileHandle file, long start, long end)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(ReadSize, end - start));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var read = 0; start < end; start += read)
            {
                read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - start)), start);
                if (read == 0) return null;
                hash.AppendData(buffer, 0, read);
            }
            return hash.GetHashAndReset();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Where the pieces of a file end. The first half of a piece isn't looked at.</summary>
    private static List<long> Ends(SafeFileHandle file, long target, CancellationToken stopped)
    {
        var (ends, length, cutter) = (new List<long>(), RandomAccess.GetLength(file), new Cutter(target));
        var buffer = ArrayPool<byte>.Shared.Rent(LookSize);
        try
        {
            for (long start = 0, at = target / 2; at < length;)
            {
                stopped.ThrowIfCancellationRequested();
                var read = RandomAccess.Read(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - at)), at);
                if (read == 0) throw new EndOfStreamException("a file is shorter than it was");
                var cut = cutter.Find(buffer.AsSpan(0, read), at - start);
                if (cut < 0)
                {
                    at += read;
                    continue;
                }
                start = at + cut;
                at = start + (target / 2);
                ends.Add(start);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (length > ends.LastOrDefault()) ends.Add(length);
        return ends;
    }

    /// <summary>Finds where a piece ends, from the half of the length aimed at on.</summary>
    private sealed class Cutter(long target)
    {
        private readonly byte[] _head = new byte[Prefix];

        /// <summary>Bytes of the line so far; negative: it began where its piece's first half was, and its end isn't looked at.</summary>
        private long _line = -1;

        /// <summary>Where in the next bytes of a piece it ends; negative: not yet.</summary>
        /// <param name="bytes">What comes next.</param>
        /// <param name="before">Bytes of the piece before them.</param>
        public int Find(ReadOnlySpan<byte> bytes, long before)
        {
            for (var at = 0; at < bytes.Length;)
            {
                var feed = bytes[at..].IndexOf((byte)'\n');
                var line = feed < 0 ? bytes[at..] : bytes.Slice(at, feed + 1);
                if (_line >= 0)
                {
                    if (_line < Prefix) line[..(int)Math.Min(line.Length, Prefix - _line)].CopyTo(_head.AsSpan((int)_line));
                    _line += line.Length;
                }
                at += line.Length;
                if (feed < 0) break;
                var isLast = _line >= 0 && IsLast(before + at);
                _line = isLast ? -1 : 0;
                if (isLast) return at;
            }
            return -1;
        }

        private bool IsLast(long length)
        {
            if (length >= 2 * target) return true;
            var hash = Hash64.Of(_head.AsSpan(0, (int)Math.Min(_line, Prefix)), 0);
            return (hash >> 11) / (double)(1L << 53) < _line / (target / 2.0);
        }
    }
}
