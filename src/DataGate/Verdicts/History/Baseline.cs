using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Verdicts.History;

/// <summary>What a number of a baseline is of.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Slice">The slice or scope, as findings name it.</param>
/// <param name="Measure">The metric with what the budget sets of it, see <see cref="MeasureOf"/>.</param>
public readonly record struct BaselineKey(string Dataset, string Slice, string Measure)
{
    /// <summary>What the number of a slice's records is kept under; nothing is compared with it.</summary>
    public const string Records = "records";

    /// <summary>The metric with what a budget sets of it beside its bounds: numbers of other settings are other numbers.</summary>
    public static string MeasureOf(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        return budget.Metric switch
        {
            "ratio" when budget.Of != Unit.Records => $"ratio:{budget.Of.ToString().ToLowerInvariant()}",
            "near-duplicates" when !budget.Jaccard.Equals(NearDuplicates.DefaultJaccard) => $"near-duplicates:{Number(budget.Jaccard)}",
            Metrics.Leaking.Leakage.MetricName when budget.Near => $"{budget.Metric}:{Number(budget.Jaccard)}",
            "vendi-score" when !budget.Order.Equals(MetricSettings.Default.Order) => $"vendi-score:{(double.IsInfinity(budget.Order) ? "inf" : Number(budget.Order))}",
            "semantic-duplicates" when !budget.Similarity.Equals(MetricSettings.Default.Similarity) => $"semantic-duplicates:{Number(budget.Similarity)}",
            var name => name,
        };
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>By dataset, then by slice, then by measure.</summary>
    public static IComparer<BaselineKey> Order { get; } = Comparer<BaselineKey>.Create(static (one, other) =>
    {
        var order = string.CompareOrdinal(one.Dataset, other.Dataset);
        if (order == 0) order = string.CompareOrdinal(one.Slice, other.Slice);
        return order != 0 ? order : string.CompareOrdinal(one.Measure, other.Measure);
    });
}

/// <summary>One number of a baseline, or why there is none.</summary>
/// <param name="Key">What it is of.</param>
public sealed record BaselineLine(BaselineKey Key)
{
    /// <summary>Rounded to <see cref="Baseline.Digits"/>; null: see <see cref="WhyNot"/>.</summary>
    public double? Value { get; init; }

    /// <summary>Lower end of its 95% interval; the value itself for a fact.</summary>
    public double Low { get; init; }

    /// <summary>Upper end.</summary>
    public double High { get; init; }

    /// <summary>The size that it was taken at; null: the whole slice.</summary>
    public FixedSize? Size { get; init; }

    /// <summary>Why there is no number: a clause.</summary>
    public string? WhyNot { get; init; }
}

/// <summary>What the numbers of a baseline rest on beside the data: of other conditions they aren't compared.</summary>
/// <param name="Measures">The version of the measures, see <see cref="Baseline.MeasuresVersion"/>.</param>
/// <param name="Seed">Of the draws.</param>
/// <param name="Words">How text is split.</param>
/// <param name="Models">What reads texts: of embeddings and of perplexities, as a person would name them.</param>
public sealed record BaselineConditions(int Measures, ulong Seed, Words Words, string Models);

/// <summary>Measured values that somebody accepted: what <c>history:</c> compares with.</summary>
/// <param name="Conditions">What they rest on.</param>
/// <param name="Lines">In the order of their keys, each key once.</param>
public sealed record Baseline(BaselineConditions Conditions, ImmutableArray<BaselineLine> Lines)
{
    /// <summary>Goes up when a measure of the catalog, or the way it is taken at a fixed size, gives other values for the same data.</summary>
    public const int MeasuresVersion = 1;

    /// <summary>Significant digits that values are kept with: more would differ from machine to machine.</summary>
    public const int Digits = 6;

    private readonly Lazy<Dictionary<BaselineKey, BaselineLine>> _byKey = new(() => Lines.ToDictionary(line => line.Key));

    public BaselineLine? Find(BaselineKey key) => _byKey.Value.GetValueOrDefault(key);

    /// <summary>Numbers that chance has a part in: so many may be compared in a check.</summary>
    public int Estimates => Lines.Count(line => line.Size is not null && line.Value is not null);

    /// <summary>A value with as many digits as a baseline keeps.</summary>
    public static double Round(double value) => double.Parse(Text(value), CultureInfo.InvariantCulture);

    /// <summary>The same as text.</summary>
    public static string Text(double value) => (value == 0 ? 0 : value).ToString("G" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
