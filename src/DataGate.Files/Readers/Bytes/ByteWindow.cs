using System.Buffers;
using DataGate.Documents;

namespace DataGate.Files.Readers.Bytes;

/// <summary>
/// A window that slides over the bytes of a chunk: what is read and not yet skipped lies in one pooled buffer,
/// which grows only when a caller asks for more than fits.
/// </summary>
internal sealed class ByteWindow : IDisposable
{
    /// <summary>Bytes asked for at once. Fits a core's own cache, which is faster than fewer, larger reads.</summary>
    private const int ReadSize = 256 << 10;

    /// <summary>Bytes asked for beyond the chunk's end, to finish the line that crosses it.</summary>
    private const int Overhang = 4 << 10;

    private readonly Stream _content;
    private readonly FileStream _file;
    private readonly ChunkReading _reading;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
    private int _start;
    private int _end;

    /// <param name="content">The bytes to slide over: <paramref name="file"/> itself, or what it unpacks to.</param>
    /// <param name="file">The file on disk; its position is the progress.</param>
    /// <param name="reading">What is read of it.</param>
    public ByteWindow(Stream content, FileStream file, ChunkReading reading)
    {
        (_content, _file, _reading) = (content, file, reading);
        Offset = ReferenceEquals(content, file) ? file.Position : 0;
    }

    /// <summary>Read and not yet skipped. Valid until the next call.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Where <see cref="Available"/> starts in the content.</summary>
    public long Offset { get; private set; }

    /// <summary>Whether the content ends with <see cref="Available"/>.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why the content could not be read to its end, where it could not.</summary>
    public (ReadingProblemKind Kind, string Detail)? Failure { get; private set; }

    public void Skip(int count)
    {
        _start += count;
        Offset += count;
    }

    /// <summary>Makes <see cref="Available"/> longer, at least doubling it unless the content ends; false where it had ended.</summary>
    public bool More()
    {
        if (Ended) return false;
        _reading.Cancellation.ThrowIfCancellationRequested();
        MakeRoom();
        var wanted = Wanted();
        var before = _end;
        try
        {
            while (_end - before < wanted && !Ended)
            {
                var read = _content.Read(_buffer, _end, wanted - (_end - before));
                _end += read;
                Ended = read == 0;
            }
        }
        catch (Exception e) when (FileFailure.IsExpected(e))
        {
            Failure = FileFailure.Describe(e, _reading.File.Path);
            Ended = true;
        }
        _reading.Reached(_file.Position);
        return _end > before;
    }

    /// <summary>
    /// Where <paramref name="value"/> first stands in <see cref="Available"/>, which grows for it to
    /// <paramref name="limit"/> and a little more; negative where it stands nowhere in that or the content ends first.
    /// </summary>
    public int IndexOf(byte value, int limit)
    {
        var searched = 0;
        while (true)
        {
            var at = Available[searched..].IndexOf(value);
            if (at >= 0) return searched + at;
            searched = _end - _start;
            if (searched > limit || !More()) return -1;
        }
    }

    /// <summary>
    /// Skips to after the next line feed, in bounded memory; false where the content ends first, or where
    /// <paramref name="end"/> comes first and what follows is another chunk's.
    /// </summary>
    public bool SkipLine(long end)
    {
        while (true)
        {
            var at = Available.IndexOf((byte)'\n');
            if (at >= 0)
            {
                Skip(at + 1);
                return true;
            }
            Skip(_end - _start);
            if (Offset >= end || !More()) return false;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _content.Dispose();
        _file.Dispose();
    }

    private int Wanted()
    {
        var unread = _end - _start;
        var wanted = (long)Math.Max(ReadSize, unread);
        if (ReferenceEquals(_content, _file))
            wanted = Math.Min(wanted, Math.Max(_reading.Chunk.End + Overhang - Offset - unread, Math.Max(Overhang, unread)));
        return (int)Math.Min(wanted, _buffer.Length - _end);
    }

    /// <summary>Moves what is unread to the front, into a larger buffer where it fills half of this one.</summary>
    private void MakeRoom()
    {
        var unread = _end - _start;
        if (unread > _buffer.Length / 2)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Available.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        else if (unread > 0)
        {
            Available.CopyTo(_buffer);
        }
        (_start, _end) = (0, unread);
    }
}
