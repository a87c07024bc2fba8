using System.Collections.Immutable;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>What one measure does on halves of a reference.</summary>
/// <param name="Metric">The measure.</param>
/// <param name="Records">Records of each half.</param>
/// <param name="Value">Mean value of a half; of a divergence, of the halves against each other.</param>
/// <param name="Margin">What chance makes of a difference of sets of the data's size, all measures together, at the family's false-alarm rate.</param>
public sealed record Calibrated(EqualSizeMetric Metric, int Records, double Value, double Margin);

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
        WordSplitter words, SampledSide reference, long dataRecords, IReadOnlyList<EqualSizeMetric> metrics, Family family, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(metrics);
        List<DrawMetric> texts = [.. metrics.OfType<DrawMetric>()];
        List<LabelMetric> labels = [.. metrics.OfType<LabelMetric>()];
        var halves = new Halves(words, reference, dataRecords, options);
        List<Compared?> found = [.. halves.Run(texts)];
        if (reference.Labels is { TooMany: false } counts) found.AddRange(LabelComparison.Split(counts, dataRecords, labels, options));
        var members = found.Select(compared => compared is null ? null : family.Add(compared, higherIsWorse: true)).ToList();
        foreach (var compared in found)
            if (compared is not null && (!compared.Metric.IsDivergence || MetricCatalog.Find(compared.Metric.Name)!.Better == Better.Higher)) family.Add(compared, higherIsWorse: false);
        return
        [
            .. members.OfType<Family.Member>().Select(member => new Calibrated(
                member.Compared.Metric, member.Compared.Records, member.Compared.Value, member.Margin * Shrinkage(
                    member.Compared, member.Compared.Metric is LabelMetric ? Math.Min(LabelComparison.MaxRecords, Math.Min(dataRecords, reference.Records)) : halves.CheckedRecords))),
        ];
    }

    /// <summary>Sets of the size that a check compares differ less by chance than the halves that the reference has to be split into.</summary>
    private static double Shrinkage(Compared halves, double records) => Math.Sqrt(halves.Records / Math.Max(halves.Records, records));
}
