using System.Text;

namespace DataGate.Files.Readers.Parquet.Format;

/// <summary>What stands in a Thrift structure, by the compact protocol's numbers.</summary>
internal enum CompactType : byte
{
    Stop = 0, True = 1, False = 2, Byte = 3, I16 = 4, I32 = 5, I64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Struct = 12, Uuid = 13,
}

/// <summary>
/// Reads Thrift's compact protocol, in which Parquet writes its metadata (Apache Thrift, <i>Thrift Compact protocol encoding</i>). What is written by nobody that means well, such as a
/// list longer than the bytes that are left, is refused with an <see cref="InvalidDataException"/>.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Structures and lists within one another. Parquet's own has 7.</summary>
    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>The next field of a structure; false at its end.</summary>
    /// <param name="field">The number of the field before, 0 before the first; becomes this one's.</param>
    /// <param name="type">What stands there.</param>
    public bool NextField(ref int field, out CompactType type)
    {
        var head = Next();
        type = (CompactType)(head & 0x0F);
        if (type == CompactType.Stop) return false;
        field = head >> 4 == 0 ? checked((short)Number()) : field + (head >> 4);
        return true;
    }

    /// <summary>A whole number of any width.</summary>
    public long Number()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ReadOnlySpan<byte> Binary()
    {
        var length = Unsigned();
        if (length > (ulong)(_bytes.Length - Position)) throw Fault();
        Position += (int)length;
        return _bytes.Slice(Position - (int)length, (int)length);
    }

    public string Text() => Encoding.UTF8.GetString(Binary());

    /// <summary>How many items follow. Each takes a byte at least.</summary>
    public int List(out CompactType items)
    {
        var head = Next();
        items = (CompactType)(head & 0x0F);
        var count = head >> 4 == 15 ? Unsigned() : (ulong)(head >> 4);
        if (count > (ulong)(_bytes.Length - Position)) throw Fault();
        return (int)count;
    }

    public void Skip(CompactType type) => Skip(type, inList: false, depth: 0);

    private void Skip(CompactType type, bool inList, int depth)
    {
        if (depth > MaxDepth) throw Fault();
        switch (type)
        {
            case CompactType.True or CompactType.False:
                if (inList) Next();
                break;
            case CompactType.Byte:
                Next();
                break;
            case CompactType.I16 or CompactType.I32 or CompactType.I64:
                Unsigned();
                break;
            case CompactType.Double:
                Jump(8);
                break;
            case CompactType.Uuid:
                Jump(16);
                break;
            case CompactType.Binary:
                Binary();
                break;
            case CompactType.List or CompactType.Set:
                for (var left = List(out var items); left > 0; left--) Skip(items, inList: true, depth + 1);
                break;
            case CompactType.Map:
                SkipMap(depth);
                break;
            case CompactType.Struct:
                for (var field = 0; NextField(ref field, out var member);) Skip(member, inList: false, depth + 1);
                break;
            default:
                throw Fault();
        }
    }

    private void SkipMap(int depth)
    {
        var count = Unsigned();
        if (count == 0) return;
        var types = Next();
        if (count > (ulong)(_bytes.Length - Position)) throw Fault();
        for (; count > 0; count--)
        {
            Skip((CompactType)(types >> 4), inList: true, depth + 1);
            Skip((CompactType)(types & 0x0F), inList: true, depth + 1);
        }
    }

    private byte Next() => Position < _bytes.Length ? _bytes[Position++] : throw new EndOfStreamException("it ends too early");

    private void Jump(int count)
    {
        if (count > _bytes.Length - Position) throw new EndOfStreamException("it ends too early");
        Position += count;
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Next();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Fault();
    }

    private static InvalidDataException Fault() => new("its metadata is not what Parquet writes");
}
