using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <content>The slots: an open hash table with linear probing.</content>
public sealed partial class ThresholdTable<T>
{
    private const int MinSlots = 16, MinShift = 64 - 4;

    /// <summary>How many keys ahead the memory of a key's slot is asked for: large tables wait for memory, not for arithmetic.</summary>
    private const int Ahead = 12;

    private Slot[] _slots = new Slot[MinSlots];
    private int _shift = MinShift;

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Slot
    {
        public ulong Key;
        public T Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(ulong key, in T value)
    {
        if (key >= Threshold)
        {
            Rest?.Add(key, value.Weight);
            return;
        }
        var slots = _slots;
        var at = SecretKeys.Slot(key, _shift);
        while (true)
        {
            ref var slot = ref slots[at];
            if (slot.Key == key)
            {
                slot.Value = T.Merge(slot.Value, value);
                return;
            }
            if (slot.Key == 0)
            {
                (slot.Key, slot.Value) = (key, value);
                break;
            }
            at = (at + 1) & (ulong)(slots.Length - 1);
        }
        if (++Entries > slots.Length * 3L / 4) MakeRoom();
    }

    /// <summary>A table that holds all it may doesn't grow for one key more.</summary>
    private void MakeRoom()
    {
        if (Entries > Limit) Prune();
        else Grow(_slots.Length * 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(ulong key)
    {
        if (key >= Threshold || !Sse.IsSupported) return;
        // Only asks for memory: a collection that moves the array meanwhile makes it a wrong guess and nothing worse.
        Sse.Prefetch0(Unsafe.AsPointer(ref _slots[SecretKeys.Slot(key, _shift)]));
    }

    /// <summary>Those entries go that the threshold now excludes; the others are where they are looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refill()
    {
        var slots = _slots;
        var (last, start, held) = (slots.Length - 1, 0, 0);
        while (slots[start].Key != 0) start++;
        // In the order of the slots, from behind an empty one on, every entry goes to where it was or before, into what was looked at already; where none went since the last empty slot it stays.
        var isGap = false;
        for (var i = 1; i <= last; i++)
        {
            ref var slot = ref slots[(start + i) & last];
            if (slot.Key == 0)
            {
                isGap = false;
                continue;
            }
            if (slot.Key >= Threshold)
            {
                Rest?.Add(slot.Key, slot.Value.Weight);
                slot = default;
                isGap = true;
                continue;
            }
            held++;
            if (!isGap) continue;
            var entry = slot;
            slot = default;
            var at = SecretKeys.Slot(entry.Key, _shift);
            while (slots[at].Key != 0) at = (at + 1) & (ulong)last;
            slots[at] = entry;
        }
        Entries = held;
    }

    private void Take(ulong key, in T value)
    {
        for (var at = SecretKeys.Slot(key, _shift); _slots[at].Key != 0; at = (at + 1) & (ulong)(_slots.Length - 1))
        {
            if (_slots[at].Key != key) continue;
            _slots[at].Value = T.Remove(_slots[at].Value, value);
            if (_slots[at].Value.Weight == 0) Vacate((int)at);
            return;
        }
    }

    /// <summary>Frees a slot; those behind it that would not be found any more move up.</summary>
    private void Vacate(int free)
    {
        var slots = _slots;
        var last = slots.Length - 1;
        for (var at = (free + 1) & last; slots[at].Key != 0; at = (at + 1) & last)
        {
            // As far from where it is looked for first as from the free slot, or farther: it is found there as well.
            var first = (int)SecretKeys.Slot(slots[at].Key, _shift);
            if (((at - first) & last) < ((at - free) & last)) continue;
            slots[free] = slots[at];
            free = at;
        }
        slots[free] = default;
        Entries--;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow(int size)
    {
        var slots = _slots;
        (_slots, _shift, Entries) = (Pages.Make<Slot>(size), 64 - BitOperations.Log2((uint)size), 0);
        foreach (ref readonly var slot in slots.AsSpan())
            if (slot.Key != 0) Put(slot.Key, slot.Value);
    }

    /// <summary>Goes through the keys of a table that nothing is added to meanwhile.</summary>
    public struct Enumerator
    {
        private readonly Slot[] _slots;
        private readonly Dictionary<ulong, T>? _differing;
        private Dictionary<ulong, T>.Enumerator _beside;
        private int _at = -1;

        internal Enumerator(ThresholdTable<T> table)
        {
            (_slots, _differing) = (table._slots, table._differing);
            if (_differing is not null) _beside = _differing.GetEnumerator();
        }

        public readonly KeyValuePair<ulong, T> Current => _at < _slots.Length ? new(_slots[_at].Key, _slots[_at].Value) : _beside.Current;

        public bool MoveNext()
        {
            while (++_at < _slots.Length)
                if (_slots[_at].Key != 0 && (_differing is null || !_differing.ContainsKey(_slots[_at].Key))) return true;
            _at = _slots.Length;
            if (_differing is null) return false;
            while (_beside.MoveNext())
                if (_beside.Current.Value.Weight > 0) return true;
            return false;
        }
    }
}
