namespace DataGate.Metrics.Samples;

/// <summary>The 95% score interval of a share seen in so many independent records (Wilson 1927): wider than nothing even where none or all was seen.</summary>
internal static class Wilson
{
    private const double Z = 1.959964;

    public static double Low(double share, double records) => Math.Clamp(1 - High(1 - share, records), 0, share);

    public static double High(double share, double records)
    {
        var middle = share + (Z * Z / (2 * records));
        var half = Z * Math.Sqrt((share * (1 - share) / records) + (Z * Z / (4 * records * records)));
        return Math.Clamp((middle + half) / (1 + (Z * Z / records)), share, 1);
    }
}
