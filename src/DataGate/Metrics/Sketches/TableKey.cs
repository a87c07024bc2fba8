namespace DataGate.Metrics.Sketches;

/// <summary>A hash as tables know it: 0 is reserved for empty slots.</summary>
internal static class TableKey
{
    public static ulong Of(ulong hash) => hash == 0 ? 1 : hash;
}
