using DataGate.Text;

namespace DataGate.Metrics.Sketches;

/// <content>A table that is nearly another one: it reads that one's slots and keeps, beside them, what differs. A large table is not copied for a few keys.</content>
public sealed partial class ThresholdTable<T>
{
    /// <summary>One in so many slots may differ; with more, the table has slots of its own.</summary>
    private const int LeastAlike = 16;

    /// <summary>What differs from slots that are another table's: the values of keys, without weight where a key is held no more. Null: the slots are the table's own.</summary>
    private Dictionary<ulong, T>? _differing;

    /// <summary>Does to an empty table what <see cref="Merge"/> does, for a sum that <paramref name="other"/> is nearly all of.</summary>
    /// <param name="other">Sealed; it stays as it is for as long as this one is used.</param>
    public void Lean(ThresholdTable<T> other)
    {
        if (Entries > 0 || Capacity != other.Capacity || Threshold < other.Threshold || other._differing is not null)
        {
            Merge(other);
            return;
        }
        Follow(other.Threshold, other._pruned);
        if (Rest is not null && other.Rest is not null) Rest.Merge(other.Rest);
        (_slots, _shift, _differing) = (other._slots, other._shift, new(SecretKeys.Comparer));
        Entries = other.Entries;
        Total += other.Total;
    }

    /// <summary>Whether the table still leans on another, which it doesn't where so many more keys may differ.</summary>
    private bool Leans(int more)
    {
        if (_differing is not null && _differing.Count + more > _slots.Length / LeastAlike) Own();
        _differing?.EnsureCapacity(_differing.Count + more);
        return _differing is not null;
    }

    /// <summary>Gives the table slots of its own.</summary>
    private void Own()
    {
        if (_differing is null) return;
        var all = GetEnumerator();
        (_slots, _differing, Entries) = (Pages.Make<Slot>(_slots.Length), null, 0);
        while (all.MoveNext()) Put(all.Current.Key, all.Current.Value);
    }

    /// <summary>Adds the keys of another table, where one of the two leans.</summary>
    private void MergeEach(ThresholdTable<T> other)
    {
        if (_differing is null) Reserve((long)Entries + other.Entries);
        foreach (var (key, value) in other)
        {
            if (_differing is null) Put(key, value);
            else PutBeside(key, value);
            if (Entries > Limit) Prune();
        }
        Total += other.Total;
    }

    /// <summary>Takes the keys of another table away, where one of the two leans.</summary>
    private void RemoveEach(ThresholdTable<T> part)
    {
        foreach (var (key, value) in part)
        {
            if (key >= Threshold) Rest?.Add(key, -value.Weight);
            else if (_differing is null) Take(key, value);
            else TakeBeside(key, value);
        }
    }

    private void PutBeside(ulong key, in T value)
    {
        if (key >= Threshold)
        {
            Rest?.Add(key, value.Weight);
            return;
        }
        var isHeld = TryGet(key, out var own);
        _differing![key] = isHeld ? T.Merge(own, value) : value;
        if (!isHeld) Entries++;
    }

    private void TakeBeside(ulong key, in T value)
    {
        if (!TryGet(key, out var own)) return;
        var left = T.Remove(own, value);
        if (left.Weight > 0) _differing![key] = left;
        else Drop(key);
    }

    private void Drop(ulong key)
    {
        _differing![key] = default;
        Entries--;
    }

    /// <summary>Does what <see cref="Prune"/> does: few keys are too many.</summary>
    private void PruneBeside()
    {
        var largest = new PriorityQueue<ulong, ulong>();
        foreach (var (key, _) in this)
        {
            if (largest.Count < Entries - Capacity) largest.Enqueue(key, key);
            else if (key > largest.Peek()) largest.EnqueueDequeue(key, key);
        }
        Threshold = _pruned = largest.Peek();
        foreach (var (key, _) in largest.UnorderedItems)
        {
            if (Rest is not null && TryGet(key, out var value)) Rest.Add(key, value.Weight);
            Drop(key);
        }
    }
}
