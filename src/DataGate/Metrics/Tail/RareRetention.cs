using System.Collections.Immutable;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>
/// Share of the reference's rarest words that still occur in the data. Rarest are its least frequent words, whole classes of equal frequency, until
/// they make up 5% of its words. 0…1.
/// </summary>
public sealed class RareRetention : Metric
{
    /// <summary>The share of the reference's words that the rarest make up at the least.</summary>
    public const double Mass = 0.05;

    private const int Shown = 20;

    public override string Name => "rare-retention";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Grams1, SketchKind.Sample];

    public override bool NeedsReference => true;

    public override DrawMetric OverDraws { get; } = new RareRetentionDraw();

    /// <summary>The largest count that is rare, given how many different words have each count; 0 where there are no words.</summary>
    /// <param name="types">The number of words of each count.</param>
    /// <param name="total">Occurrences of all words, where the counts are of some; null: they are of all.</param>
    public static long Limit(IEnumerable<KeyValuePair<long, long>> types, double? total = null)
    {
        var classes = types.OrderBy(pair => pair.Key).ToList();
        total ??= classes.Sum(pair => pair.Key * pair.Value);
        long mass = 0;
        foreach (var (count, number) in classes)
        {
            mass += count * number;
            if (mass >= Mass * total) return count;
        }
        return 0;
    }

    protected override Measurement Value(MetricInput input)
    {
        var data = input.Set.Get<GramCounts>(SketchKind.Grams1).Table;
        var reference = input.Reference!.Get<GramCounts>(SketchKind.Grams1).Table;
        if (reference.Total == 0) return new NotJudged("no record of the reference has a word");
        var limit = Limit(reference.Items.CountBy(item => (long)item.Value.Times).Select(pair => KeyValuePair.Create(pair.Key, (long)pair.Value)), reference.Total * reference.Sampling);
        var threshold = Math.Min(data.Threshold, reference.Threshold);
        long rare = 0;
        var lost = new List<(ulong Key, uint Times)>();
        foreach (var (key, count) in reference.Items)
        {
            if (count.Times > limit || key >= threshold) continue;
            rare++;
            if (!data.TryGet(key, out _)) lost.Add((key, count.Times));
        }
        if (rare == 0) return new NotJudged("the policy's memory holds none of the reference's rare words");
        var records = input.Set.Tally.Records;
        var value = (double)(rare - lost.Count) / rare;
        var error = 1.96 * Math.Sqrt(Math.Max(value * (1 - value), 1.0 / rare) / rare);
        var measured = threshold == ulong.MaxValue
            ? Measured.Exact(value, records)
            : new Measured(value, Math.Max(0, value - error), Math.Min(1, value + error), records, "threshold sketch, 95%");
        return measured with { Explain = () => Lost(input, lost) };
    }

    private static ImmutableArray<Evidence> Lost(MetricInput input, List<(ulong Key, uint Times)> lost)
    {
        var most = lost.OrderByDescending(word => word.Times).ThenBy(word => word.Key).Take(Shown).ToList();
        var rows = GramRows.OfWords(most.Select(word => word.Key), input.Reference!.Get<DocumentSample>(SketchKind.Sample), input.Words);
        return
        [
            .. most.Zip(rows).Where(pair => pair.Second.Text is not null).OrderByDescending(pair => pair.First.Times).ThenBy(pair => pair.Second.Places[0]).Select(pair =>
                new Evidence("rare word of the reference that is lost", pair.Second.Show(order: 1, input.Words), pair.Second.Records, [.. pair.Second.Places]) { InReference = true }),
        ];
    }
}
