namespace DataGate.Metrics.Sketches;

/// <summary>How far above the threshold of a whole a part of it looks that is to be of use when the whole has lost some of its records.</summary>
internal static class Room
{
    /// <summary>A ninth of what the whole holds below its threshold may go: room for more would be read at each check and is hardly ever used.</summary>
    public static ulong Above(ulong threshold) => threshold > ulong.MaxValue / 9 * 8 ? ulong.MaxValue : threshold + (threshold / 8);
}
