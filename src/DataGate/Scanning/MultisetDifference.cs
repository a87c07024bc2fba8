using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Records that one of two sets has more often than the other.</summary>
public static class MultisetDifference
{
    /// <summary>
    /// Adds the places of records that <paramref name="now"/> has more often to <paramref name="added"/>, and of those that
    /// <paramref name="before"/> has to <paramref name="removed"/>. Which of equal records are new nobody can tell: the last are taken.
    /// </summary>
    public static void Of(RecordKey[] before, RecordKey[] now, ICollection<Place> added, ICollection<Place> removed)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        Array.Sort(before);
        Array.Sort(now);
        for (var (b, n) = (0, 0); b < before.Length || n < now.Length;)
        {
            var first = b == before.Length ? now[n] : n == now.Length || before[b].CompareTo(now[n] with { Place = before[b].Place }) <= 0 ? before[b] : now[n];
            var (ofBefore, ofNow) = (Run(before, b, first), Run(now, n, first));
            for (var i = n + Math.Min(ofBefore, ofNow); i < n + ofNow; i++) added.Add(now[i].Place);
            for (var i = b + Math.Min(ofBefore, ofNow); i < b + ofBefore; i++) removed.Add(before[i].Place);
            (b, n) = (b + ofBefore, n + ofNow);
        }
    }

    private static int Run(RecordKey[] keys, int start, RecordKey key)
    {
        var end = start;
        while (end < keys.Length && keys[end].IsSame(key)) end++;
        return end - start;
    }
}
