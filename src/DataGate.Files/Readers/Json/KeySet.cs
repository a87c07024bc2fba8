using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DataGate.Text;

namespace DataGate.Files.Readers.Json;

/// <summary>
/// The keys of the objects of one record, to find one that stands twice. One hash table serves all the objects and
/// all the records: an entry of an earlier record counts as free.
/// </summary>
internal sealed class KeySet
{
    private const int Smallest = 64;

    /// <summary>A larger table is given back after the record that needed it.</summary>
    private const int LargestKept = 1 << 16;

    /// <summary>Secret, so that no data can be made whose keys collide. Which keys are equal doesn't depend on it.</summary>
    private static readonly ulong Seed = MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong)));

    private Entry[] _table = new Entry[Smallest];
    private int _count;
    private ulong _scope;
    private ulong _firstScope = 1;
    private byte[] _unescaped = [];
    private int _unescapedLength;

    /// <summary>Forgets the record before.</summary>
    public void Clear()
    {
        if (_table.Length > LargestKept) _table = new Entry[Smallest];
        if (_unescaped.Length > LargestKept) _unescaped = [];
        _count = 0;
        _unescapedLength = 0;
        _firstScope = _scope + 1;
    }

    /// <summary>A number for an object that starts.</summary>
    public ulong Open() => ++_scope;

    /// <summary>A key without its escapes; valid until the next call.</summary>
    public ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> key, out int half)
    {
        if (_unescaped.Length - _unescapedLength < key.Length)
            Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedLength + key.Length));
        return _unescaped.AsSpan(_unescapedLength, JsonText.Unescape(key, _unescaped.AsSpan(_unescapedLength), out half));
    }

    /// <summary>Adds a key of an object; false where it has it.</summary>
    /// <param name="scope">The object's number.</param>
    /// <param name="key">The key without its escapes.</param>
    /// <param name="at">Where it stands in <paramref name="json"/>; negative where <see cref="Unescape"/> made it.</param>
    /// <param name="json">The record.</param>
    public bool Add(ulong scope, ReadOnlySpan<byte> key, int at, ReadOnlySpan<byte> json)
    {
        var hash = Hash64.Of(key, Seed + scope);
        var mask = _table.Length - 1;
        var slot = (int)hash & mask;
        for (; _table[slot].Scope >= _firstScope; slot = (slot + 1) & mask)
        {
            ref var entry = ref _table[slot];
            if (entry.Hash == hash && entry.Scope == scope && Key(entry, json).SequenceEqual(key)) return false;
        }
        if (at < 0)
        {
            at = ~_unescapedLength;
            _unescapedLength += key.Length;
        }
        _table[slot] = new Entry(hash, scope, at, key.Length);
        if (++_count > _table.Length / 2) Grow();
        return true;
    }

    private ReadOnlySpan<byte> Key(Entry entry, ReadOnlySpan<byte> json) =>
        entry.At >= 0 ? json.Slice(entry.At, entry.Length) : _unescaped.AsSpan(~entry.At, entry.Length);

    private void Grow()
    {
        var old = _table;
        _table = new Entry[old.Length * 2];
        var mask = _table.Length - 1;
        foreach (var entry in old)
        {
            if (entry.Scope < _firstScope) continue;
            var slot = (int)entry.Hash & mask;
            while (_table[slot].Scope != 0) slot = (slot + 1) & mask;
            _table[slot] = entry;
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Hash, ulong Scope, int At, int Length);
}
