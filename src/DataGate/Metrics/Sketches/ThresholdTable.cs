using System.Buffers;
using System.Numerics;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Counts by 64-bit hash: exactly up to <see cref="Capacity"/> different keys; beyond it, the keys with the smallest hashes
/// exactly (a theta / KMV sketch: Bar-Yossef et al. 2002; Dasgupta et al. 2016) and all others in <see cref="Rest"/>.
/// </summary>
/// <remarks>
/// The sealed state depends only on the multiset of keys added, never on their order or on how parts were merged:
/// a key among the <see cref="Capacity"/> smallest has been below the threshold from its first occurrence on.
/// </remarks>
public sealed partial class ThresholdTable<T>
    where T : struct, IMergeable<T>
{
    /// <summary>The least threshold that as many keys as may be held lie below.</summary>
    private ulong _pruned = ulong.MaxValue;

    /// <param name="capacity">Keys kept exactly; at least 8.</param>
    /// <param name="rest">Where the weight of other keys goes; null where only their number matters.</param>
    public ThresholdTable(int capacity, Rest? rest = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 8);
        (Capacity, Rest) = (capacity, rest);
    }

    /// <summary>Keys kept exactly.</summary>
    public int Capacity { get; }

    /// <summary>What is known of the keys beyond the threshold; null: nothing but their total.</summary>
    public Rest? Rest { get; }

    /// <summary>Keys held now.</summary>
    public int Entries { get; private set; }

    /// <summary>Occurrences of all keys, held or not.</summary>
    public long Total { get; private set; }

    /// <summary>Keys below it are held; <see cref="ulong.MaxValue"/>: all are.</summary>
    public ulong Threshold { get; private set; } = ulong.MaxValue;

    /// <summary>Whether every key is held, so that what is read off is a fact.</summary>
    public bool IsExact => Threshold == ulong.MaxValue;

    /// <summary>
    /// Whether the table surely holds as many keys as it may, so that it is what its keys make of it and not what another's threshold left of them. False may be said of one that does, never
    /// true of one that doesn't.
    /// </summary>
    public bool IsFull => IsExact || Threshold == _pruned || Entries > Capacity;

    /// <summary>The share of the hash space that is held, in (0, 1].</summary>
    public double Sampling => IsExact ? 1 : Threshold / 18446744073709551616.0;

    /// <summary>Number of different keys: exact, or estimated from the threshold, and never more than <see cref="Total"/>.</summary>
    public double Distinct => IsExact ? Entries : Math.Min(Total, Entries / Sampling);

    /// <summary>Standard error of <see cref="Distinct"/> relative to it; 0 when exact.</summary>
    public double RelativeError => IsExact ? 0 : Math.Sqrt((1 - Sampling) / Math.Max(1, Entries));

    /// <summary>Every key held, in no order of meaning.</summary>
    public IEnumerable<KeyValuePair<ulong, T>> Items
    {
        get
        {
            if (_differing is null)
            {
                foreach (var slot in _slots)
                    if (slot.Key != 0) yield return new(slot.Key, slot.Value);
                yield break;
            }
            foreach (var item in this) yield return item;
        }
    }

    /// <summary>The same, without an object for it.</summary>
    public Enumerator GetEnumerator() => new(this);

    public void Add(ulong hash, in T value)
    {
        Own();
        Total += value.Weight;
        Put(TableKey.Of(hash), value);
        if (Entries > Limit) Prune();
    }

    /// <summary>Adds the same value under each hash.</summary>
    public void AddAll(ReadOnlySpan<ulong> hashes, in T value)
    {
        Own();
        Total += value.Weight * hashes.Length;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i + Ahead < hashes.Length) Prefetch(hashes[i + Ahead]);
            Put(TableKey.Of(hashes[i]), value);
        }
        if (Entries > Limit) Prune();
    }

    /// <summary>Whether a key is counted exactly, should it occur.</summary>
    public bool Holds(ulong hash) => TableKey.Of(hash) < Threshold;

    public bool TryGet(ulong hash, out T value)
    {
        var key = TableKey.Of(hash);
        if (_differing is not null && _differing.TryGetValue(key, out value)) return value.Weight > 0;
        for (var at = SecretKeys.Slot(key, _shift); _slots[at].Key != 0; at = (at + 1) & (ulong)(_slots.Length - 1))
        {
            if (_slots[at].Key != key) continue;
            value = _slots[at].Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <param name="other">Of the same capacity, or a larger one.</param>
    public void Merge(ThresholdTable<T> other)
    {
        if (other.Capacity < Capacity) throw new ArgumentException("a table doesn't know what one of less capacity left out", nameof(other));
        Follow(other.Threshold, other._pruned);
        if (Rest is not null && other.Rest is not null) Rest.Merge(other.Rest);
        if (Leans(other.Entries) || other._differing is not null)
        {
            MergeEach(other);
            return;
        }
        if (Entries == 0 && Capacity == other.Capacity && Threshold == other.Threshold && _slots.Length <= other._slots.Length)
        {
            (_slots, _shift, Entries) = ((Slot[])other._slots.Clone(), other._shift, other.Entries);
            Total += other.Total;
            return;
        }
        // The other's keys come in the order of their slots: a table without room for them all would fill up region by region.
        Reserve((long)Entries + other.Entries);
        var slots = other._slots;
        for (var i = 0; i < slots.Length; i++)
        {
            if (i + Ahead < slots.Length) Prefetch(slots[i + Ahead].Key);
            if (slots[i].Key == 0) continue;
            Put(slots[i].Key, slots[i].Value);
            if (Entries > Limit) Prune();
        }
        Total += other.Total;
    }

    /// <summary>Takes away what <paramref name="part"/>, once merged into this table, has; a key that nothing is left of is gone.</summary>
    public void Remove(ThresholdTable<T> part)
    {
        Lower(part.Threshold);
        if (Rest is not null && part.Rest is not null) Rest.Remove(part.Rest);
        Total -= part.Total;
        if (Leans(part.Entries) || part._differing is not null)
        {
            RemoveEach(part);
            return;
        }
        var slots = part._slots;
        for (var i = 0; i < slots.Length; i++)
        {
            if (i + Ahead < slots.Length) Prefetch(slots[i + Ahead].Key);
            if (slots[i].Key == 0) continue;
            if (slots[i].Key >= Threshold) Rest?.Add(slots[i].Key, -slots[i].Value.Weight);
            else Take(slots[i].Key, slots[i].Value);
        }
    }

    /// <summary>Drops what is at or above <paramref name="threshold"/>, if that is lower than the table's own.</summary>
    public void Lower(ulong threshold)
    {
        if (threshold >= Threshold) return;
        Own();
        Threshold = threshold;
        if (Entries > 0) Refill();
    }

    /// <summary>Takes over another's threshold, and what it is: with as many keys below it as may be held, it is this one's own as well.</summary>
    private void Follow(ulong threshold, ulong pruned)
    {
        Lower(threshold);
        _pruned = Math.Min(_pruned, pruned);
    }

    /// <summary>Brings the table into the state that depends on its keys alone; call before reading from it.</summary>
    public void Seal()
    {
        if (Entries > Capacity) Prune();
    }

    public void Clear()
    {
        if (_differing is null) Array.Clear(_slots);
        else (_slots, _shift, _differing) = (new Slot[MinSlots], MinShift, null);
        Rest?.Clear();
        Entries = 0;
        Total = 0;
        Threshold = _pruned = ulong.MaxValue;
    }

    /// <summary>The most keys that were held at once, about: as many as may be, once the table passed over some.</summary>
    public int Held => IsExact ? Entries : Limit;

    /// <summary>Makes room for so many keys, as far as the table may hold them: it needn't grow then.</summary>
    public void Reserve(long entries)
    {
        Own();
        var size = _slots.Length;
        while (Math.Min(entries, Limit) > size * 3L / 4) size *= 2;
        if (size > _slots.Length) Grow(size);
    }

    private int Limit => Capacity + (Capacity / 2);

    /// <summary>Keeps the <see cref="Capacity"/> smallest keys; the next one becomes the threshold.</summary>
    private void Prune()
    {
        if (_differing is not null)
        {
            PruneBeside();
            return;
        }
        Threshold = _pruned = Smallest(Capacity);
        Refill();
    }

    /// <summary>The key that <paramref name="rank"/> others are smaller than. Only those that begin with the same bits as it does are looked at side by side.</summary>
    private ulong Smallest(int rank)
    {
        const int Bits = 12;
        var shift = Math.Max(0, 64 - Bits - BitOperations.LeadingZeroCount(Threshold));
        Span<int> counts = stackalloc int[1 << Bits];
        counts.Clear();
        foreach (ref readonly var slot in _slots.AsSpan())
            if (slot.Key != 0) counts[(int)(slot.Key >> shift)]++;
        var (start, smaller) = (0, 0);
        while (smaller + counts[start] <= rank) smaller += counts[start++];
        var keys = ArrayPool<ulong>.Shared.Rent(counts[start]);
        var used = 0;
        foreach (ref readonly var slot in _slots.AsSpan())
            if (slot.Key != 0 && slot.Key >> shift == (ulong)start) keys[used++] = slot.Key;
        var found = Selection.Smallest(keys.AsSpan(0, used), rank - smaller);
        ArrayPool<ulong>.Shared.Return(keys);
        return found;
    }
}
