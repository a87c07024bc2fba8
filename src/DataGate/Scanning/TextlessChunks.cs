using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>A chunk of which no record has the text that the policy names.</summary>
/// <param name="Chunk">Its index.</param>
/// <param name="Records">How many lack it. 0: it holds none, or only such as can't be read.</param>
/// <param name="IsBlank">Whether there is nothing in it: no record, and nothing that can't be read.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TextlessChunk(int Chunk, long Records, bool IsBlank);

/// <summary>
/// The chunks of which no record has the text that the policy names: 16 bytes a chunk, and none for the others. What they say of a
/// file is known once all its chunks are read.
/// </summary>
public sealed class TextlessChunks
{
    private readonly List<TextlessChunk> _all = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<TextlessChunk> All => _all;

    public void Clear() => _all.Clear();

    /// <summary>Adds a chunk that is not there yet.</summary>
    public void Add(TextlessChunk chunk)
    {
        _all.Add(chunk);
        Settle(_all.Count - 1);
    }

    /// <summary>Adds those of other chunks.</summary>
    public void Merge(TextlessChunks part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var old = _all.Count;
        _all.AddRange(part._all);
        Settle(old);
    }

    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(_all.Count);
        foreach (var (chunk, records, isBlank) in _all)
        {
            writer.Write(Place.OfFile(chunk).Packed);
            writer.Write(records);
            writer.Write(isBlank);
        }
    }

    /// <summary>Takes what was saved in place of what is here.</summary>
    /// <exception cref="InvalidDataException">It is out of order, or counts less than none.</exception>
    public void Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Clear();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (chunk, records, isBlank) = (Place.Load(reader).Chunk, reader.ReadInt64(), reader.ReadBoolean());
            if (records < 0 || (isBlank && records > 0) || (_all.Count > 0 && _all[^1].Chunk >= chunk)) throw new InvalidDataException("chunks without text are out of order");
            _all.Add(new TextlessChunk(chunk, records, isBlank));
        }
    }

    /// <summary>Puts what was added from an index on where it belongs: it is about the last, as chunks are read in order.</summary>
    private void Settle(int added)
    {
        if (added == 0 || added == _all.Count || _all[added - 1].Chunk < _all[added].Chunk) return;
        var behind = _all.GetRange(added, _all.Count - added);
        for (var (from, of, to) = (added - 1, behind.Count - 1, _all.Count - 1); of >= 0; to--)
            _all[to] = from >= 0 && _all[from].Chunk > behind[of].Chunk ? _all[from--] : behind[of--];
    }
}
