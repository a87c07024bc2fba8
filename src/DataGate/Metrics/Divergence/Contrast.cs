using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Divergence;

/// <summary>
/// Two sets of n-gram counts side by side: how often each n-gram occurs in the reference and in the data. Beyond the exact
/// capacity of either table those with small hashes stand for all (Horvitz and Thompson 1952); the others are grouped into classes by hash,
/// which can only lower a divergence, and bounds it from below.
/// </summary>
internal sealed class Contrast
{
    private readonly Dictionary<(long Reference, long Data), long> _types = [];
    private readonly Dictionary<(long Reference, long Data), long> _classes = [];
    private readonly double _share;

    public Contrast(ThresholdTable<Count> reference, ThresholdTable<Count> data)
    {
        ReferenceTotal = reference.Total;
        DataTotal = data.Total;
        IsExact = reference.IsExact && data.IsExact;
        var threshold = Math.Min(reference.Threshold, data.Threshold);
        _share = Math.Min(reference.Sampling, data.Sampling);
        var classes = IsExact ? null : new (long Reference, long Data)[Math.Min(((BucketRest)reference.Rest!).Size, ((BucketRest)data.Rest!).Size)];
        foreach (var (key, count) in reference.Items)
        {
            if (classes is not null && key >= threshold) classes[key & (ulong)(classes.Length - 1)].Reference += count.Times;
            else AddType(_types, count.Times, data.TryGet(key, out var other) ? other.Times : 0);
        }
        foreach (var (key, count) in data.Items)
        {
            if (classes is not null && key >= threshold) classes[key & (ulong)(classes.Length - 1)].Data += count.Times;
            else if (!reference.TryGet(key, out _)) AddType(_types, 0, count.Times);
        }
        if (classes is null) return;
        AddRest(reference.Rest, (i, weight) => classes[i & (classes.Length - 1)].Reference += weight);
        AddRest(data.Rest, (i, weight) => classes[i & (classes.Length - 1)].Data += weight);
        foreach (var (inReference, inData) in classes)
            if (inReference + inData > 0) AddType(_classes, inReference, inData);
    }

    public long ReferenceTotal { get; }

    public long DataTotal { get; }

    public bool IsExact { get; }

    /// <summary>
    /// Σ over the union of <paramref name="term"/>(p reference, p data), each count raised by ½ (Krichevsky–Trofimov), with its 95% interval, which
    /// is a point where all n-grams are held.
    /// </summary>
    /// <param name="term">What an n-gram adds; 0 or more, so that those not held can only add to the sum.</param>
    public (double Value, double Low, double High) Sum(Func<double, double, double> term)
    {
        var held = Of(_types.Values.Sum() / _share, term);
        var sum = Sum(_types, held) / _share;
        if (IsExact) return (sum, sum, sum);
        var classed = Of(_types.Values.Sum() + _classes.Values.Sum(), term);
        var least = Sum(_types, classed) + Sum(_classes, classed);
        var error = 1.96 / _share * Math.Sqrt((1 - _share) * Sum(_types, counts => held(counts) * held(counts)));
        return (Math.Max(least, sum), Math.Max(least, sum - error), Math.Max(least, sum + error));
    }

    /// <summary>What n-grams of some counts add each, where there are <paramref name="union"/> in both sets together.</summary>
    private Func<(long Reference, long Data), double> Of(double union, Func<double, double, double> term)
    {
        var (referenceMass, dataMass) = (ReferenceTotal + (0.5 * union), DataTotal + (0.5 * union));
        return counts => term((counts.Reference + 0.5) / referenceMass, (counts.Data + 0.5) / dataMass);
    }

    /// <summary>In an order that depends on the counts alone.</summary>
    private static double Sum(Dictionary<(long Reference, long Data), long> types, Func<(long Reference, long Data), double> each)
    {
        double sum = 0, lost = 0;
        foreach (var (counts, number) in types.OrderBy(pair => pair.Key))
        {
            var add = (number * each(counts)) - lost;
            var next = sum + add;
            lost = next - sum - add;
            sum = next;
        }
        return sum;
    }

    private static void AddRest(Rest? rest, Action<int, long> add)
    {
        var weights = ((BucketRest)rest!).Weights;
        for (var i = 0; i < weights.Length; i++)
            if (weights[i] != 0) add(i, weights[i]);
    }

    private static void AddType(Dictionary<(long Reference, long Data), long> types, long reference, long data) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(types, (reference, data), out _)++;
}
