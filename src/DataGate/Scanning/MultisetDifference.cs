using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Records that one of two sets has more often than the other.</summary>
public static class MultisetDifference
{
    /// <summary>
    /// Adds the places of records that <paramref name="now"/> has more often to <paramref name="added"/>, and of those that
    /// <paramref name="before"/> has to <paramref name="removed"/>. Which of equal records are new, or gone, nobody can tell: of those whose fields say something else too, the last are new and
    /// the first are gone, for of an old version only what comes before them has to be unpacked.
    /// </summary>
    /// <param name="before">In any order; is sorted.</param>
    /// <param name="now">The same.</param>
    /// <param name="added">Takes places of <paramref name="now"/>.</param>
    /// <param name="removed">Takes places of <paramref name="before"/>.</param>
    /// <param name="altered">Takes places of <paramref name="now"/> where a record stands that was there before and of which fields said something else.</param>
    public static void Of(RecordKey[] before, RecordKey[] now, ICollection<Place> added, ICollection<Place> removed, ICollection<Place> altered)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(removed);
        ArgumentNullException.ThrowIfNull(altered);
        Array.Sort(before);
        Array.Sort(now);
        var (gone, come) = (new List<Place>(), new List<Place>());
        for (var (b, n) = (0, 0); b < before.Length || n < now.Length;)
        {
            var first = n == now.Length || (b < before.Length && before[b].CompareRecord(now[n]) <= 0) ? before[b] : now[n];
            var (endOfBefore, endOfNow) = (End(before, b, first), End(now, n, first));
            Unmatched(before.AsSpan(b..endOfBefore), now.AsSpan(n..endOfNow), gone, come);
            (b, n) = (endOfBefore, endOfNow);
            if (gone.Count == 0 && come.Count == 0) continue;
            gone.Sort();
            come.Sort();
            var both = Math.Min(gone.Count, come.Count);
            for (var i = 0; i < both; i++) altered.Add(come[i]);
            for (var i = both; i < come.Count; i++) added.Add(come[i]);
            for (var i = 0; i < gone.Count - both; i++) removed.Add(gone[i]);
            gone.Clear();
            come.Clear();
        }
    }

    /// <summary>Of the same records on both sides those of which the other has none of the same fields.</summary>
    private static void Unmatched(ReadOnlySpan<RecordKey> before, ReadOnlySpan<RecordKey> now, List<Place> gone, List<Place> come)
    {
        while (!before.IsEmpty || !now.IsEmpty)
        {
            var first = now.IsEmpty || (!before.IsEmpty && before[0].CompareRecord(now[0]) <= 0) ? before[0] : now[0];
            var (then, after) = (Alike(before, first), Alike(now, first));
            foreach (var record in before[..Math.Max(0, then - after)]) gone.Add(record.Place);
            foreach (var record in now[Math.Min(then, after)..after]) come.Add(record.Place);
            before = before[then..];
            now = now[after..];
        }
    }

    /// <summary>How many records at the start are the same, with the same fields.</summary>
    private static int Alike(ReadOnlySpan<RecordKey> keys, RecordKey key)
    {
        var count = 0;
        while (count < keys.Length && keys[count].CompareRecord(key) == 0) count++;
        return count;
    }

    private static int End(RecordKey[] keys, int start, RecordKey key)
    {
        var end = start;
        while (end < keys.Length && keys[end].IsSame(key)) end++;
        return end;
    }
}
