using System.Collections.Immutable;
using System.Security.Cryptography;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Git;

/// <summary>Writes some pieces of a content to their places in a file, and what a reader of them looks at besides: the file's head, and the byte before each. The rest is left empty.</summary>
/// <param name="file">As long as the content.</param>
/// <param name="pieces">All pieces of the content.</param>
/// <param name="wanted">Those to write, in order; one or more.</param>
internal sealed class PieceWriter(FileStream file, ImmutableArray<Piece> pieces, IReadOnlyList<int> wanted) : IDisposable
{
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _at;
    private int _next;
    private bool _isKnown = true;

    /// <summary>Whether all of them were written and are what they are known to be.</summary>
    public bool IsWhole => _isKnown && _next == wanted.Count;

    /// <summary>Takes the next bytes of the content.</summary>
    /// <returns>Whether any are missing.</returns>
    public bool Add(ReadOnlySpan<byte> bytes)
    {
        Write(bytes, 0, FileHead.Length);
        while (_next < wanted.Count)
        {
            var piece = pieces[wanted[_next]];
            var start = wanted[_next] == 0 ? 0 : pieces[wanted[_next] - 1].End;
            Write(bytes, Math.Max(0, start - 1), piece.End);
            _digest.AppendData(Of(bytes, start, piece.End));
            if (_at + bytes.Length < piece.End) break;
            _isKnown &= _digest.GetHashAndReset().AsSpan().SequenceEqual(piece.Digest.Span);
            _next++;
        }
        _at += bytes.Length;
        return _next < wanted.Count;
    }

    public void Dispose() => _digest.Dispose();

    private void Write(ReadOnlySpan<byte> bytes, long start, long end)
    {
        var own = Of(bytes, start, end);
        if (!own.IsEmpty) RandomAccess.Write(file.SafeFileHandle, own, Math.Max(start, _at));
    }

    /// <summary>What of the next bytes is between two places of the content.</summary>
    private ReadOnlySpan<byte> Of(ReadOnlySpan<byte> bytes, long start, long end)
    {
        var from = (int)Math.Clamp(start - _at, 0, bytes.Length);
        return bytes[from..(int)Math.Clamp(end - _at, from, bytes.Length)];
    }
}
