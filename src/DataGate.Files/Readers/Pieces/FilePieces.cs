using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Bytes;
using DataGate.Text;

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

    /// <summary>The pieces of a file, in order; none where it isn't cut, or can't be read as text.</summary>
    /// <param name="file">What to cut.</param>
    /// <param name="target">Bytes of a piece to aim at; 0: it isn't cut.</param>
    /// <param name="stopped">Looked at between reads.</param>
    public static ImmutableArray<Piece> Of(InputFile file, long target, CancellationToken stopped = default)
    {
        if (target == 0) return [];
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            using var handle = RegularFile.OpenHandle(file.Path);
            using var cutter = new Cutter(target);
            var read = RandomAccess.Read(handle, buffer, 0);
            if (FileHead.Fault(buffer.AsSpan(0, read)) is not null) return [];
            for (; read > 0; read = RandomAccess.Read(handle, buffer, cutter.Length))
            {
                stopped.ThrowIfCancellationRequested();
                cutter.Add(buffer.AsSpan(0, read));
            }
            return cutter.Length == file.Length ? cutter.End() : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes a file's bytes, however they come.</summary>
    private sealed class Cutter(long target) : IDisposable
    {
        private readonly ImmutableArray<Piece>.Builder _pieces = ImmutableArray.CreateBuilder<Piece>();
        private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _head = new byte[Prefix];
        private long _start;

        /// <summary>Bytes of the line so far; negative: it began where nothing is cut yet, and its end isn't looked at.</summary>
        private long _line = -1;

        /// <summary>Bytes taken.</summary>
        public long Length { get; private set; }

        public void Add(ReadOnlySpan<byte> bytes)
        {
            var hashed = 0;
            for (var at = 0; at < bytes.Length;)
            {
                var free = _start + (target / 2) - (Length + at);
                if (_line < 0 && free > 0)
                {
                    at += (int)Math.Min(free, bytes.Length - at);
                    continue;
                }
                var feed = bytes[at..].IndexOf((byte)'\n');
                var line = feed < 0 ? bytes[at..] : bytes.Slice(at, feed + 1);
                if (_line >= 0)
                {
                    if (_line < Prefix) line[..(int)Math.Min(line.Length, Prefix - _line)].CopyTo(_head.AsSpan((int)_line));
                    _line += line.Length;
                }
                at += line.Length;
                if (feed < 0) break;
                if (_line >= 0 && IsLast(Length + at - _start))
                {
                    _digest.AppendData(bytes[hashed..at]);
                    Cut(Length + at);
                    (hashed, _line) = (at, -1);
                }
                else
                {
                    _line = 0;
                }
            }
            _digest.AppendData(bytes[hashed..]);
            Length += bytes.Length;
        }

        public ImmutableArray<Piece> End()
        {
            if (Length > _start) Cut(Length);
            return _pieces.ToImmutable();
        }

        public void Dispose() => _digest.Dispose();

        private bool IsLast(long length)
        {
            if (length >= 2 * target) return true;
            var hash = Hash64.Of(_head.AsSpan(0, (int)Math.Min(_line, Prefix)), 0);
            return (hash >> 11) / (double)(1L << 53) < _line / (target / 2.0);
        }

        private void Cut(long end)
        {
            _pieces.Add(new Piece(end, _digest.GetHashAndReset()));
            _start = end;
        }
    }
}
