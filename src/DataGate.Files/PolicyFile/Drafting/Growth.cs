using System.Collections.Immutable;
using DataGate.Metrics;
using DataGate.Metrics.Samples;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>What a set that is its own reference measures at its full size, and how far that moves when the set doubles with records like its own.</summary>
public static class Growth
{
    /// <param name="halves">What its random halves measured.</param>
    /// <param name="whole">What it measures itself, by metric; those without a value are left out.</param>
    /// <param name="records">Its records.</param>
    public static ImmutableArray<Calibrated> AtFullSize(ImmutableArray<Calibrated> halves, IReadOnlyDictionary<string, double> whole, long records)
    {
        ArgumentNullException.ThrowIfNull(whole);
        return [.. halves.Where(found => whole.ContainsKey(found.Metric.Name)).Select(found => found with
        {
            Value = whole[found.Metric.Name],
            Room = Room(MetricCatalog.Find(found.Metric.Name)!, found.Value, whole[found.Metric.Name], (double)records / found.Records),
        })];
    }

    /// <summary>
    /// How much worse the measure gets: one with a factor as a power of the size (Heaps 1978), a share of records in proportion to it, which is no less than it does. Not
    /// below 0: what gets better needs no room.
    /// </summary>
    /// <param name="info">The measure.</param>
    /// <param name="half">At the smaller size.</param>
    /// <param name="whole">At the set's own.</param>
    /// <param name="times">The set's records / those of the smaller size.</param>
    internal static double Room(MetricInfo info, double half, double whole, double times)
    {
        if (times <= 1 || (info.Factor && (half <= 0 || whole <= 0))) return 0;
        var doubled = info.Factor ? whole * Math.Pow(whole / half, Math.Log(2) / Math.Log(times)) : whole + ((whole - half) / (1 - (1 / times)));
        return Math.Max(0, info.Better == Better.Lower ? doubled - whole : whole - doubled);
    }
}
