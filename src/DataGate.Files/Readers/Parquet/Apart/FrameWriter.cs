using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>Makes frames: the length of what follows as four bytes, the kind as one, the content. Numbers are those of the machine, for both sides are on it.</summary>
internal sealed class FrameWriter(Stream stream)
{
    /// <summary>Bytes of the content that a frame may have: a row of the largest length, and room.</summary>
    public const int MaxLength = 64 << 20;

    private const int Head = sizeof(int) + 1;
    private byte[] _bytes = new byte[64 << 10];
    private int _length = Head;

    public FrameWriter Begin(FrameKind kind)
    {
        (_bytes[sizeof(int)], _length) = ((byte)kind, Head);
        return this;
    }

    public FrameWriter Number(int number)
    {
        MemoryMarshal.Write(Room(sizeof(int)), number);
        return this;
    }

    public FrameWriter Numbers(ReadOnlySpan<int> numbers)
    {
        MemoryMarshal.AsBytes(numbers).CopyTo(Room(numbers.Length * sizeof(int)));
        return this;
    }

    public FrameWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        return this;
    }

    public FrameWriter Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Number(bytes.Length).Bytes(bytes);
    }

    /// <exception cref="IOException">The other side is gone.</exception>
    public void Send()
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, _length - Head);
        stream.Write(_bytes, 0, _length);
        stream.Flush();
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - _length < count) Array.Resize(ref _bytes, checked((int)Math.Min(Array.MaxLength, Math.Max(2L * _bytes.Length, (long)_length + count))));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
