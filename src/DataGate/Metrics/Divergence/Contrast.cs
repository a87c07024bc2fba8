using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Divergence;

/// <summary>
/// Two sets of n-gram counts side by side: how often each n-gram occurs in the reference and in the data. Beyond the exact
/// capacity of either table the n-grams are grouped into classes by hash, which can only lower a divergence.
/// </summary>
internal sealed class Contrast
{
    private readonly Dictionary<(long Reference, long Data), long> _types = [];

    public Contrast(ThresholdTable<Count> reference, ThresholdTable<Count> data)
    {
        ReferenceTotal = reference.Total;
        DataTotal = data.Total;
        IsExact = reference.IsExact && data.IsExact;
        var threshold = Math.Min(reference.Threshold, data.Threshold);
        var classes = IsExact ? null : new (long Reference, long Data)[1 << 14];
        foreach (var (key, count) in reference.Items)
        {
            if (classes is not null && key >= threshold) classes[key & (ulong)(classes.Length - 1)].Reference += count.Times;
            else AddType(count.Times, data.TryGet(key, out var other) ? other.Times : 0);
        }
        foreach (var (key, count) in data.Items)
        {
            if (classes is not null && key >= threshold) classes[key & (ulong)(classes.Length - 1)].Data += count.Times;
            else if (!reference.TryGet(key, out _)) AddType(0, count.Times);
        }
        if (classes is null) return;
        AddRest(reference.Rest, (i, weight) => classes[i].Reference += weight);
        AddRest(data.Rest, (i, weight) => classes[i].Data += weight);
        foreach (var (inReference, inData) in classes)
            if (inReference + inData > 0) AddType(inReference, inData);
    }

    public long ReferenceTotal { get; }

    public long DataTotal { get; }

    public bool IsExact { get; }

    /// <summary>Different n-grams of both sets together.</summary>
    public long Union { get; private set; }

    /// <summary>
    /// Σ over the union of <paramref name="term"/>(p reference, p data), each count raised by ½ (Krichevsky–Trofimov), in an order
    /// that depends on the counts alone.
    /// </summary>
    public double Sum(Func<double, double, double> term)
    {
        var referenceMass = ReferenceTotal + (0.5 * Union);
        var dataMass = DataTotal + (0.5 * Union);
        double sum = 0, lost = 0;
        foreach (var ((reference, data), types) in _types.OrderBy(pair => pair.Key))
        {
            var add = (types * term((reference + 0.5) / referenceMass, (data + 0.5) / dataMass)) - lost;
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

    private void AddType(long reference, long data)
    {
        Union++;
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_types, (reference, data), out _)++;
    }
}
