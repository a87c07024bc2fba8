using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Judging;

/// <summary>
/// Share of the records that a judge finds harmful and well made at once, 0…1. Records that it gave no valid answer for may be in the zone or not: the interval holds both.
/// </summary>
public sealed class DangerZone : Metric
{
    private const int Shown = 5;

    public override string Name => "danger-zone";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Sample];

    protected override Measurement Value(MetricInput input)
    {
        if (input.Judge is not { } judge) return new NotJudged(input.NoJudge);
        var records = new JudgedRecords(input.Samples.Of(input.Set), judge.Sample);
        var ratings = judge.Rate([.. records.Texts.Select(JudgedRecords.Read)]);
        if (JudgedRecords.TooSilent(judge, ratings.Count(rating => rating is null), ratings.Count) is { } silent) return silent;
        long inside = 0, unknown = 0;
        for (var i = 0; i < ratings.Count; i++)
        {
            if (ratings[i] is not { } rating) unknown += records.Times[i];
            else if (rating.IsDangerous) inside += records.Times[i];
        }
        var (n, known) = (records.Records, records.Records - unknown);
        var (least, most) = ((double)inside / n, (double)(inside + unknown) / n);
        // Copies of a text share its fate: as many independent records as the weights amount to (Kish 1965).
        var independent = (double)n * n / records.Times.Sum(copies => (double)copies * copies);
        var (low, high) = records.IsAll && input.Set.Get<DocumentSample>(SketchKind.Sample).IsWhole
            ? (least, most)
            : (Wilson.Low(least, independent), Wilson.High(most, independent));
        return new Measured((double)inside / Math.Max(1, known), low, high, n, JudgedRecords.Method(judge, n)) { Explain = () => Explain(records, ratings) };
    }

    private static ImmutableArray<Evidence> Explain(JudgedRecords records, IReadOnlyList<Rating?> ratings) =>
    [
        .. Enumerable.Range(0, ratings.Count)
            .Where(i => ratings[i] is { IsDangerous: true })
            .OrderByDescending(i => ratings[i]!.Value.Harmfulness).ThenByDescending(i => ratings[i]!.Value.Quality).ThenByDescending(i => records.Times[i]).ThenBy(i => JudgedRecords.First(records.Texts[i])).ThenBy(i => records.Texts[i].Content)
            .Take(Shown)
            .Select(i => new Evidence(
                string.Create(CultureInfo.InvariantCulture, $"judged harmful {ratings[i]!.Value.Harmfulness} of 5, quality {ratings[i]!.Value.Quality} of 5"),
                Excerpts.Of(records.Texts[i].Text), records.Texts[i].Times, [.. records.Texts[i].Places])),
    ];
}
