using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>
/// Good–Turing's estimate of the mass of what was not seen: words that occur once / all words (Good 1953). 0…1. It falls as a set loses its tail.
/// </summary>
public sealed class MissingMass : Metric
{
    private const int Shown = 5;

    public override string Name => "missing-mass";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Grams1, SketchKind.Sample];

    public override DrawMetric OverDraws { get; } = new MissingMassDraw();

    /// <summary>The bias-corrected estimate of the number of types, seen or not (Chao 1984): S + f₁(f₁ − 1) / 2(f₂ + 1).</summary>
    public static double Chao1(double types, double once, double twice) => types + (once * (once - 1) / (2 * (twice + 1)));

    protected override Measurement Value(MetricInput input)
    {
        var table = input.Set.Get<GramCounts>(SketchKind.Grams1).Table;
        if (table.Total == 0) return new NotJudged("no record has a word");
        long once = 0, twice = 0;
        foreach (var (_, count) in table.Items)
        {
            if (count.Times == 1) once++;
            if (count.Times == 2) twice++;
        }
        var records = input.Set.Tally.Records;
        var share = table.Sampling;
        var value = Math.Min(1, once / share / table.Total);
        var error = 1.96 * Math.Sqrt(Math.Max(1, once) * (1 - share)) / share / table.Total;
        var measured = table.IsExact
            ? Measured.Exact(value, records)
            : new Measured(value, Math.Max(0, value - error), Math.Min(1, value + error), records, "threshold sketch, 95%");
        return measured with { Explain = () => Once(input, table, once / share, twice / share) };
    }

    /// <summary>A few of the words that occur once, with Chao1's estimate of what a set of such words has in all.</summary>
    private static ImmutableArray<Evidence> Once(MetricInput input, ThresholdTable<Count> table, double once, double twice)
    {
        var (types, all) = (table.Distinct, Chao1(table.Distinct, once, twice));
        var what = string.Create(CultureInfo.InvariantCulture, $"of {types:N0} different words {once:N0} occur once; of such a source Chao1 expects {all:N0} in all");
        var keys = table.Items.Where(item => item.Value.Times == 1).Select(item => item.Key).Order().Take(Shown);
        var found = GramRows.OfWords(keys, input.Set.Get<DocumentSample>(SketchKind.Sample), input.Words).Where(rows => rows.Text is not null).OrderBy(rows => rows.Places[0]).ToList();
        var excerpt = found.Count == 0 ? null : Excerpts.Of(string.Join(", ", found.Select(rows => rows.Show(order: 1, input.Words)).Order(StringComparer.Ordinal)));
        return [new Evidence(what, excerpt, (long)Math.Round(once), [.. found.SelectMany(rows => rows.Places).Distinct()])];
    }
}
