using System.Collections.Immutable;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>What one measure does on halves of a reference.</summary>
/// <param name="Metric">The measure.</param>
/// <param name="Records">Records of each half.</param>
/// <param name="Value">Mean value of a half; of a divergence, of the halves against each other.</param>
/// <param name="Margin">What chance makes of a difference of sets of the data's size, all measures together, at the family's false-alarm rate.</param>
public sealed record Calibrated(DrawMetric Metric, int Records, double Value, double Margin);

/// <summary>
/// What fresh data like a reference would score: the reference is split at random into halves of the data's size, again and again, and
/// each half is compared with the other. All measures share the splits, so that their margins hold together.
/// </summary>
public static class Calibration
{
    /// <param name="words">Splits the texts.</param>
    /// <param name="reference">What is split.</param>
    /// <param name="dataRecords">How many records the data has.</param>
    /// <param name="metrics">Measures; one that is undefined on a half is left out.</param>
    /// <param name="family">Whose rate the margins keep; it should be new.</param>
    /// <param name="options">How to draw.</param>
    public static ImmutableArray<Calibrated> Of(
        WordSplitter words, SampledSide reference, long dataRecords, IReadOnlyList<DrawMetric> metrics, Family family, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(options);
        var found = Split(words, reference, dataRecords, metrics, options);
        var members = found.Select(compared => compared is null ? null : family.Add(compared, higherIsWorse: true)).ToList();
        foreach (var compared in found)
            if (compared is not null && (!compared.Metric.IsDivergence || MetricCatalog.Find(compared.Metric.Name)!.Better == Better.Higher)) family.Add(compared, higherIsWorse: false);
        // Sets of the data's full size differ less by chance than the halves that the reference has to be split into.
        return
        [
            .. members.OfType<Family.Member>().Select(member => new Calibrated(
                member.Compared.Metric, member.Compared.Records, member.Compared.Value,
                member.Margin * Math.Sqrt((double)member.Compared.Records / Math.Max(member.Compared.Records, Math.Min(dataRecords, reference.Records))))),
        ];
    }

    /// <summary>The differences of halves of the reference, each as large as the data where it reaches.</summary>
    private static ImmutableArray<Compared?> Split(
        WordSplitter words, SampledSide reference, long dataRecords, IReadOnlyList<DrawMetric> metrics, ComparisonOptions options)
    {
        var corpus = new Corpus(words, reference.All.OrderBy(text => text.Content));
        var wanted = Math.Min(2 * dataRecords, reference.Records);
        var share = (double)wanted / Math.Max(1, reference.Records);
        var universe = Math.Min(Math.Min(1, reference.Sampling / Math.Max(share, double.Epsilon)), options.MaxTokens / Math.Max(options.MaxTokens, reference.TokensOf(corpus, wanted)));
        int[] drawn = [];
        if (wanted > 0)
        {
            var records = reference.Draw(corpus, share, universe, options.Seed);
            drawn = records.First(records.Count);
        }
        var size = drawn.Length / 2;
        if (size < 1) return [.. metrics.Select(_ => (Compared?)null)];
        var values = new double?[options.Shuffles][];
        var differences = new double?[options.Shuffles][];
        using var workspaces = new ThreadLocal<Workspace>(() => new Workspace());
        Parallel.For(0, options.Shuffles, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) }, shuffle =>
        {
            var records = (int[])drawn.Clone();
            Shuffle.Of(options.Seed, (ulong)shuffle + 2).Front(records, 2 * size);
            var (first, second) = (records[..size], records[size..(2 * size)]);
            var work = workspaces.Value!;
            var (whole, equal) = (new Pairing(corpus, first, second, work, equalLengths: false), new Pairing(corpus, first, second, work, equalLengths: true));
            values[shuffle] = [.. metrics.Select(metric => metric.Value(metric.IsDivergence ? whole.Compared : whole.Data))];
            differences[shuffle] = [.. metrics.Select(metric => (metric.EqualLengths ? equal : whole).Difference(metric))];
        });
        return
        [
            .. metrics.Select((metric, i) => values.Any(value => value[i] is null) || differences.Any(difference => difference[i] is null) ? null
                : new Compared(
                    metric, size, values.Average(value => value[i]!.Value), 0, differences.Average(difference => difference[i]!.Value),
                    [.. differences.Select(difference => difference[i]!.Value)])),
        ];
    }
}
