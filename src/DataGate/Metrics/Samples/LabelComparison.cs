using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The labels of two sets at equal size, from the exact counts of each: what <see cref="Comparison"/> does with texts. Records are drawn
/// without replacement and exchanged at random between the sides.
/// </summary>
internal sealed class LabelComparison
{
    public const int MaxRecords = 50_000;
    private readonly ComparisonOptions _options;
    private readonly int _labels;
    private readonly int[] _data;
    private readonly int[] _reference;
    private readonly int[] _halves;

    public LabelComparison(ValueCounts data, ValueCounts reference, ComparisonOptions options)
    {
        _options = options;
        string[] labels = [.. reference.Counts.Keys.Union(data.Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _labels = labels.Length;
        var (ofData, ofReference) = (Counts(data, labels), Counts(reference, labels));
        var size = (int)Math.Min(MaxRecords, Math.Min(ofData.Sum(), ofReference.Sum()));
        _data = Draw(ofData, size, 0);
        _reference = Draw(ofReference, size, 1);
        _halves = Draw(ofReference, (int)Math.Min(2L * size, ofReference.Sum()), 2);
    }

    public ImmutableArray<Compared?> Run(IReadOnlyList<LabelMetric> metrics)
    {
        var size = _data.Length;
        if (size < 1 || _halves.Length < 2) return [.. metrics.Select(_ => (Compared?)null)];
        int[] pool = [.. _data, .. _reference];
        var observed = Differences(metrics, pool, size);
        var chance = Shuffles(pool, size, metrics);
        return
        [
            .. metrics.Select((metric, i) =>
                observed[i] is not { } difference || chance.Any(found => found[i] is null) || Anchor(metric, size) is not { } values ? null
                : new Compared(metric, values.Records, values.Value, values.Anchor, difference, [.. chance.Select(found => found[i]!.Value)])),
        ];
    }

    /// <summary>What halves of a reference say of each other.</summary>
    public static ImmutableArray<Compared?> Split(ValueCounts reference, long dataRecords, IReadOnlyList<LabelMetric> metrics, ComparisonOptions options)
    {
        var whole = new LabelComparison(reference, reference, options);
        var size = (int)Math.Min(dataRecords, whole._halves.Length / 2);
        if (size < 1) return [.. metrics.Select(_ => (Compared?)null)];
        var chance = whole.Shuffles(whole._halves, size, metrics);
        var values = metrics.Select(metric => metric.IsDivergence ? 0 : metric.Value(whole.Count(whole._halves.AsSpan(0, size)), []) ?? 0).ToList();
        return
        [
            .. metrics.Select((metric, i) => chance.Any(found => found[i] is null) ? null : new Compared(
                metric, size, metric.IsDivergence ? chance.Average(found => found[i]!.Value) : values[i], 0,
                chance.Average(found => found[i]!.Value), [.. chance.Select(found => found[i]!.Value)])),
        ];
    }

    private static long[] Counts(ValueCounts counts, string[] labels) => [.. labels.Select(label => (long)counts.Counts.GetValueOrDefault(label).Times)];

    private double?[][] Shuffles(int[] pool, int size, IReadOnlyList<LabelMetric> metrics)
    {
        var found = new double?[_options.Shuffles][];
        for (var shuffle = 0; shuffle < found.Length; shuffle++)
        {
            var records = (int[])pool.Clone();
            // Labels and texts are exchanged apart: what they share would only make the family's largest smaller.
            Shuffle.Of(_options.Seed + 4, (ulong)shuffle).Front(records, 2 * size);
            found[shuffle] = Differences(metrics, records, size);
        }
        return found;
    }

    private double?[] Differences(IReadOnlyList<LabelMetric> metrics, int[] records, int size)
    {
        var (first, second) = (Count(records.AsSpan(0, size)), Count(records.AsSpan(size, size)));
        return [.. metrics.Select(metric => metric.IsDivergence ? metric.Value(first, second) : metric.Value(first, []) - metric.Value(second, []))];
    }

    private (int Records, double Value, double Anchor)? Anchor(LabelMetric metric, int size)
    {
        if (!metric.IsDivergence)
            return metric.Value(Count(_data), []) is { } own && metric.Value(Count(_reference), []) is { } other ? (size, own, other) : null;
        var half = Math.Min(size, _halves.Length / 2);
        double value = 0, anchor = 0;
        var (data, reference) = ((int[])_data.Clone(), (int[])_halves.Clone());
        for (var draw = 0; draw < ComparisonOptions.Halves; draw++)
        {
            var random = Shuffle.Of(_options.Seed + 5, (ulong)draw);
            random.Front(data, half);
            random.Front(reference, 2 * half);
            var of = Count(reference.AsSpan(0, half));
            if (metric.Value(Count(data.AsSpan(0, half)), of) is not { } far || metric.Value(Count(reference.AsSpan(half, half)), of) is not { } near) return null;
            value += far;
            anchor += near;
        }
        return (half, value / ComparisonOptions.Halves, anchor / ComparisonOptions.Halves);
    }

    private long[] Count(ReadOnlySpan<int> records)
    {
        var counts = new long[_labels];
        foreach (var label in records) counts[label]++;
        return counts;
    }

    /// <summary>So many records, each its label, drawn without replacement (Floyd's algorithm).</summary>
    private int[] Draw(long[] counts, int size, ulong stream)
    {
        var all = counts.Sum();
        var places = new List<long>(size);
        if (size == all)
        {
            for (long i = 0; i < all; i++) places.Add(i);
        }
        else
        {
            var random = Shuffle.Of(_options.Seed + 6, stream);
            var taken = new HashSet<long>();
            for (var last = all - size; last < all; last++)
            {
                var place = (long)Math.BigMul(random.Next(), (ulong)(last + 1), out _);
                taken.Add(taken.Contains(place) ? last : place);
            }
            places.AddRange(taken.Order());
        }
        var drawn = new int[size];
        var (label, end) = (-1, 0L);
        for (var i = 0; i < size; i++)
        {
            while (places[i] >= end) end += counts[++label];
            drawn[i] = label;
        }
        return drawn;
    }
}
