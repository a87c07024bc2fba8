using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>Takes frames apart. Whoever wrote them may have been made to write anything.</summary>
internal sealed class FrameReader(Stream stream)
{
    private readonly byte[] _head = new byte[sizeof(int) + 1];
    private byte[] _content = new byte[64 << 10];
    private int _length, _at;

    public FrameKind Kind { get; private set; }

    /// <summary>Goes to the next frame; false: there is none.</summary>
    /// <exception cref="InvalidDataException">It is longer than a frame is.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public bool Next()
    {
        var read = stream.ReadAtLeast(_head, _head.Length, throwOnEndOfStream: false);
        if (read == 0) return false;
        if (read < _head.Length) throw new EndOfStreamException();
        _length = BinaryPrimitives.ReadInt32LittleEndian(_head);
        if (_length is < 0 or > FrameWriter.MaxLength) throw new InvalidDataException("a frame is too long");
        if (_content.Length < _length) _content = new byte[Math.Max(_length, Math.Min(2 * _content.Length, FrameWriter.MaxLength))];
        stream.ReadExactly(_content, 0, _length);
        (Kind, _at) = ((FrameKind)_head[^1], 0);
        return true;
    }

    /// <summary>The frame as it came, to be read elsewhere.</summary>
    public byte[] Copy() => [.. _head, .. _content.AsSpan(0, _length)];

    /// <exception cref="InvalidDataException">There is none.</exception>
    public int Number() => MemoryMarshal.Read<int>(Bytes(sizeof(int)));

    /// <summary>A number that isn't negative.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public int Count() => Number() is >= 0 and var count ? count : throw new InvalidDataException("a count is negative");

    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public void Numbers(Span<int> numbers) => Bytes(checked(numbers.Length * sizeof(int))).CopyTo(MemoryMarshal.AsBytes(numbers));

    /// <exception cref="InvalidDataException">There are fewer.</exception>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _length - _at) throw new InvalidDataException("a frame ends early");
        _at += count;
        return _content.AsSpan(_at - count, count);
    }

    /// <exception cref="InvalidDataException">There is none.</exception>
    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    /// <summary>What is left of it, valid until the next frame.</summary>
    public ReadOnlyMemory<byte> Rest() => _content.AsMemory(_at, _length - _at);
}
