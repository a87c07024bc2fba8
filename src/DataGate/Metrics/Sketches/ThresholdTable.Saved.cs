using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <content>How a table is saved, loaded, and merged from what was saved.</content>
public sealed partial class ThresholdTable<T>
{
    /// <summary>Keys that are saved.</summary>
    public int Saved => Math.Min(Entries, Capacity);

    public void Save(BinaryWriter writer)
    {
        Seal();
        Own();
        writer.Write(Total);
        writer.Write(Threshold);
        writer.Write(Entries);
        if (writer is QuickWriter)
        {
            writer.Write(_pruned);
            SaveSlots(writer);
        }
        else
        {
            foreach (var (key, value) in Items.OrderBy(item => item.Key))
            {
                writer.Write(key);
                T.Save(writer, value);
            }
        }
        Rest?.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Clear();
        var total = reader.ReadInt64();
        Threshold = reader.ReadUInt64();
        var entries = reader.ReadInt32();
        var moved = reader as MovedChunks;
        // What was kept in a larger table counts as well.
        if (entries < 0 || (entries > Capacity && moved is null) || total < 0) throw new InvalidDataException("a table's size is out of range");
        Reserve(entries);
        if (moved is not null) _pruned = moved.ReadUInt64();
        for (var i = 0; i < entries; i++) Put(reader.ReadUInt64(), T.Load(reader));
        if (entries <= Capacity && Entries != entries) throw new InvalidDataException("a table's keys are not what it says");
        Total = total;
        if (moved is null) Rest?.Load(reader);
        else Rest?.MergeSaved(moved);
    }

    /// <summary>Adds what was saved of a part, as merging it would.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MergeSaved(MovedChunks reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Own();
        var total = reader.ReadInt64();
        var threshold = reader.ReadUInt64();
        var count = reader.ReadInt32();
        Follow(threshold, reader.ReadUInt64());
        if (count < 0 || total < 0) throw new InvalidDataException("a table's size is out of range");
        Reserve((long)Entries + count);
        var size = sizeof(ulong) + T.Size;
        var saved = reader.Next((long)count * size);
        for (var ahead = Ahead * size; !saved.IsEmpty; saved = saved[size..])
        {
            if (ahead < saved.Length) Prefetch(BinaryPrimitives.ReadUInt64LittleEndian(saved[ahead..]));
            Put(BinaryPrimitives.ReadUInt64LittleEndian(saved), T.Read(saved[sizeof(ulong)..], reader));
            if (Entries > Limit) Prune();
        }
        Total += total;
        Rest?.MergeSaved(reader);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SaveSlots(BinaryWriter writer)
    {
        Span<byte> bytes = stackalloc byte[Pages.Size];
        var (size, used) = (sizeof(ulong) + T.Size, 0);
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.Key == 0) continue;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[used..], slot.Key);
            T.Write(bytes[(used + sizeof(ulong))..], slot.Value);
            used += size;
            if (used + size <= Pages.Size) continue;
            writer.Write(bytes[..used]);
            used = 0;
        }
        writer.Write(bytes[..used]);
    }
}
