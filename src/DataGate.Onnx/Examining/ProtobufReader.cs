using System.Buffers.Binary;
using System.Text;

namespace DataGate.Onnx.Examining;

/// <summary>Walks over the fields of a protobuf message without copying it.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int MaxVarintBytes = 10;
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number.</summary>
    public int Field { get; private set; }

    /// <summary>Its content where it is text, bytes or a message; else empty.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Its value where it is a number; else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty) return false;
        var tag = ReadVarint();
        if (tag >> 3 is 0 or > int.MaxValue) throw Broken();
        Field = (int)(tag >> 3);
        Content = default;
        Number = 0;
        switch ((int)(tag & 7))
        {
            case Varint: Number = ReadVarint(); break;
            case Fixed64: Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong))); break;
            case Fixed32: Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint))); break;
            case Delimited: Content = Take(ReadVarint()); break;
            default: throw Broken();
        }
        return true;
    }

    /// <summary>The content as text.</summary>
    public readonly string Text() => Encoding.UTF8.GetString(Content);

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var i = 0; i < Math.Min(MaxVarintBytes, _rest.Length); i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return value;
        }
        throw Broken();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length) throw Broken();
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static InvalidDataException Broken() => new("it is no protobuf message, or is cut off");
}
