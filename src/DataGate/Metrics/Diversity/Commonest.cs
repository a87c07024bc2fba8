using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Diversity;

/// <summary>A key of a table and the records that have it.</summary>
internal sealed record Commonest(ulong Key, Copies Copies)
{
    /// <summary>The keys with the most records, most first; of equally many, the one that occurs first. Reads the table once and keeps no other key.</summary>
    public static List<Commonest> Of(ThresholdTable<Copies> table, int count)
    {
        var top = new List<Commonest>(count + 1);
        foreach (var (key, copies) in table)
        {
            var at = top.Count;
            while (at > 0 && IsBefore(copies, top[at - 1].Copies)) at--;
            if (at == count) continue;
            top.Insert(at, new Commonest(key, copies));
            if (top.Count > count) top.RemoveAt(count);
        }
        return top;
    }

    private static bool IsBefore(in Copies one, in Copies other) =>
        one.Times != other.Times ? one.Times > other.Times : one.First < other.First;
}
