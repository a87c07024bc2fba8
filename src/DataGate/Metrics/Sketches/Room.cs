namespace DataGate.Metrics.Sketches;

/// <summary>How far above the threshold of a whole a part of it looks that is to be of use when the whole has lost some of its records.</summary>
internal static class Room
{
    /// <summary>A third of what the whole holds below its threshold may go.</summary>
    public static ulong Above(ulong threshold) => threshold > ulong.MaxValue / 3 * 2 ? ulong.MaxValue : threshold + (threshold / 2);
}
