using System.Collections.Immutable;
using System.Globalization;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>What one measure does on halves of a reference.</summary>
/// <param name="Metric">The measure.</param>
/// <param name="Records">Records of each half.</param>
/// <param name="Value">Mean value of a half; of a divergence, of the halves against each other.</param>
/// <param name="Margin">What chance makes of a difference of sets of the data's size, all measures together, at the family's false-alarm rate.</param>
public sealed record Calibrated(EqualSizeMetric Metric, int Records, double Value, double Margin)
{
    /// <summary>How much worse the value may get because the set grows; bounds that don't move with it leave so much more room. Default: 0.</summary>
    public double Room { get; init; }
}

/// <summary>A measure that no margin was found for.</summary>
/// <param name="Metric">The measure.</param>
/// <param name="Why">A clause.</param>
public sealed record Uncalibrated(EqualSizeMetric Metric, string Why);

/// <summary>
/// What fresh data like a reference would score: the reference is split at random into halves of the data's size, again and again, and
/// each half is compared with the other. All measures share the splits, so that their margins hold together; what models read of the texts is split
/// for itself, and is of the same family.
/// </summary>
public sealed class Calibration
{
    private readonly List<(Compared Compared, double CheckedRecords)> _found = [];
    private readonly List<Uncalibrated> _leftOut = [];
    private readonly ImmutableArray<Calibrated> _calibrated;

    private Calibration(
        WordSplitter words, SampledSide reference, long dataRecords, IReadOnlyList<EqualSizeMetric> metrics, Family family, ComparisonOptions options, EmbeddingSample embedding)
    {
        var draws = metrics.OfType<DrawMetric>().ToLookup(embedding.IsRead);
        Run([.. draws[false]], new Halves(words, reference, dataRecords, options));
        if (reference.Labels is { TooMany: false } counts)
        {
            List<LabelMetric> labels = [.. metrics.OfType<LabelMetric>()];
            Add(labels, LabelComparison.Split(counts, dataRecords, labels, options), Math.Min(LabelComparison.MaxRecords, Math.Min(dataRecords, reference.Records)));
        }
        foreach (var group in draws[true].GroupBy(metric => metric.OverPerplexities)) RunRead([.. group], words, embedding.Of(reference), dataRecords, options, embedding);
        _calibrated = Margins(family);
    }

    /// <summary>Measures with their margins.</summary>
    public ImmutableArray<Calibrated> Found => _calibrated;

    /// <summary>Measures without one: undefined on a half, too few records for it, or not read by the model.</summary>
    public ImmutableArray<Uncalibrated> LeftOut => [.. _leftOut];

    /// <param name="words">Splits the texts.</param>
    /// <param name="reference">What is split.</param>
    /// <param name="dataRecords">How many records the data has.</param>
    /// <param name="metrics">Measures.</param>
    /// <param name="family">Whose rate the margins keep; it should be new.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="embedding">How models read texts, where a measure asks for it. Default: they don't.</param>
    public static Calibration Of(
        WordSplitter words, SampledSide reference, long dataRecords, IReadOnlyList<EqualSizeMetric> metrics, Family family, ComparisonOptions options, EmbeddingSample? embedding = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(family);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(metrics);
        return new Calibration(words, reference, dataRecords, metrics, family, options, embedding ?? EmbeddingSample.None);
    }

    private void RunRead(List<DrawMetric> metrics, WordSplitter words, SampledSide reference, long dataRecords, ComparisonOptions options, EmbeddingSample embedding)
    {
        if (embedding.Prepare(reference, reference: null, metrics[0].OverPerplexities) is { } whyNot)
        {
            _leftOut.AddRange(metrics.Select(metric => new Uncalibrated(metric, whyNot)));
            return;
        }
        // As a check does: what is done with what models made of the texts doesn't grow with their length.
        Run(metrics, new Halves(words, reference, dataRecords, options with { MaxTokens = int.MaxValue }, embedding));
    }

    private void Run(List<DrawMetric> metrics, Halves halves)
    {
        var fitting = metrics.Where(metric => metric.LeastRecords <= halves.SureRecords).ToList();
        if (fitting.Count > 0) Add(fitting, halves.Run(fitting), halves.CheckedRecords);
        foreach (var metric in metrics.Except(fitting))
            _leftOut.Add(new Uncalibrated(metric, string.Create(CultureInfo.InvariantCulture, $"it needs {metric.LeastRecords:N0} records of each side, and of {halves.SureRecords:N0} alone one can be sure")));
    }

    private void Add(IReadOnlyList<EqualSizeMetric> metrics, ImmutableArray<Compared?> made, double checkedRecords)
    {
        for (var i = 0; i < metrics.Count; i++)
        {
            if (made[i] is { } compared) _found.Add((compared, checkedRecords));
            else _leftOut.Add(new Uncalibrated(metrics[i], "it is undefined on halves of the reference"));
        }
    }

    private ImmutableArray<Calibrated> Margins(Family family)
    {
        var members = _found.Select(found => family.Add(found.Compared, higherIsWorse: true)).ToList();
        foreach (var (compared, _) in _found)
            if (!compared.Metric.IsDivergence || MetricCatalog.Find(compared.Metric.Name)!.Better == Better.Higher) family.Add(compared, higherIsWorse: false);
        return
        [
            .. members.Zip(_found, (member, found) => new Calibrated(
                found.Compared.Metric, found.Compared.Records, found.Compared.Value, member.Margin * Shrinkage(found.Compared, found.CheckedRecords))),
        ];
    }

    /// <summary>Sets of the size that a check compares differ less by chance than the halves that the reference has to be split into.</summary>
    private static double Shrinkage(Compared halves, double records) => Math.Sqrt(halves.Records / Math.Max(halves.Records, records));
}
