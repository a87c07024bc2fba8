using System.Buffers.Binary;
using System.Text;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>
/// SentencePiece's own map of characters (<c>precompiled_charsmap</c>): the length of a trie, the trie as a double array of 32-bit units (Yata et al. 2007), then what its
/// leaves lead to, texts that end in a zero. At every place the longest entry counts.
/// </summary>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _texts;

    /// <exception cref="InvalidDataException">The bytes are cut off.</exception>
    public CharacterMap(ReadOnlySpan<byte> map)
    {
        if (map.Length < sizeof(uint)) throw Broken();
        var length = BinaryPrimitives.ReadUInt32LittleEndian(map);
        map = map[sizeof(uint)..];
        if (length > map.Length || length % sizeof(uint) != 0) throw Broken();
        _units = new uint[length / sizeof(uint)];
        for (var i = 0; i < _units.Length; i++) _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(map[(i * sizeof(uint))..]);
        _texts = map[(int)length..].ToArray();
    }

    public string Apply(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            var (length, at) = Longest(bytes.AsSpan(i));
            if (length == 0)
            {
                Rune.DecodeFromUtf8(bytes.AsSpan(i), out _, out length);
                result.AddRange(bytes.AsSpan(i, length));
            }
            else
            {
                result.AddRange(TextAt(at));
            }
            i += length;
        }
        return Encoding.UTF8.GetString([.. result]);
    }

    /// <summary>The longest entry that the bytes begin with: its length, 0 for none, and where its text starts.</summary>
    private (int Length, int At) Longest(ReadOnlySpan<byte> key)
    {
        var found = (Length: 0, At: 0);
        var node = Offset(Unit(0));
        for (var i = 0; i < key.Length; i++)
        {
            node ^= key[i];
            var unit = Unit(node);
            // A label is in the lowest byte; the highest bit marks leaves.
            if ((unit & 0x8000_00FF) != key[i]) break;
            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 1) found = (i + 1, (int)(Unit(node) & 0x7FFF_FFFF));
        }
        return found;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1 << 9)) >> 6);

    /// <summary>Outside of the trie there is nothing.</summary>
    private uint Unit(uint node) => node < _units.Length ? _units[node] : 0;

    private ReadOnlySpan<byte> TextAt(int start)
    {
        var rest = _texts.AsSpan(Math.Min(start, _texts.Length));
        var end = rest.IndexOf((byte)0);
        return end < 0 ? rest : rest[..end];
    }

    private static InvalidDataException Broken() => new("its map of characters is cut off");
}
