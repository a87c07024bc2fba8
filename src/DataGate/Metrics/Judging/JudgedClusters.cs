using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Judging;

/// <summary>
/// The diversity score of LLM clusters (arXiv 2410.15226): D = (1/N) Σ Cᵢ/Sᵢ over N sets of <see cref="SetSize"/> records, where a judge puts the Sᵢ records of a set into Cᵢ groups; 1/10…1,
/// 1: no two records of a set are alike.
/// </summary>
public sealed class JudgedClusters : Metric
{
    /// <summary>Records that a judge groups at once.</summary>
    public const int SetSize = 10;

    private const int Shown = 3;

    public override string Name => "judged-cluster-score";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Sample];

    protected override Measurement Value(MetricInput input)
    {
        if (input.Judge is not { } judge) return new NotJudged(input.NoJudge);
        var records = new JudgedRecords(input.Samples.Of(input.Set), judge.Sample);
        var sets = Sets(records);
        if (sets.Count == 0) return new NotJudged($"fewer than {SetSize} records are no set to group");
        var groups = judge.Group([.. sets.Select(set => set.Select(JudgedRecords.Read).ToImmutableArray())]);
        if (JudgedRecords.TooSilent(judge, groups.Count(group => group is null), groups.Count) is { } silent) return silent;
        var counts = groups.OfType<ImmutableArray<int>>().Select(group => (long)group.Distinct().Count()).ToList();
        var (n, sum, squares) = ((long)counts.Count, counts.Sum(), counts.Sum(count => count * count));
        var mean = (double)sum / (n * SetSize);
        // Sets are drawn alike and judged apart: the mean's error is theirs.
        var error = n < 2 ? 1 : Quantile(n - 1) * Math.Sqrt((double)((n * squares) - (sum * sum)) / (n * (n - 1)) / n) / SetSize;
        var asked = sets.Count * SetSize;
        return new Measured(mean, Math.Max(0, mean - error), Math.Min(1, mean + error), asked, JudgedRecords.Method(judge, asked)) { Explain = () => Explain(sets, groups) };
    }

    /// <summary>The 97.5% quantile of Student's t, by its Cornish–Fisher expansion (Abramowitz and Stegun 26.7.5): within 1% from 5 degrees of freedom up.</summary>
    private static double Quantile(double freedom)
    {
        const double Z = 1.959964;
        return Z + (((Z * Z * Z) + Z) / (4 * freedom)) + (((5 * Math.Pow(Z, 5)) + (16 * Math.Pow(Z, 3)) + (3 * Z)) / (96 * freedom * freedom));
    }

    /// <summary>All records in an order that their contents decide, cut into sets.</summary>
    private static List<ImmutableArray<SampledText>> Sets(JudgedRecords records)
    {
        var order = new List<SampledText>();
        for (var i = 0; i < records.Texts.Length; i++) order.AddRange(Enumerable.Repeat(records.Texts[i], records.Times[i]));
        var random = Shuffle.Of(0x3C6EF372FE94F82B, (ulong)order.Count);
        var items = order.ToArray();
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = random.Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
        return [.. items.Chunk(SetSize).Where(set => set.Length == SetSize).Select(set => set.ToImmutableArray())];
    }

    /// <summary>The largest groups of all sets.</summary>
    private static ImmutableArray<Evidence> Explain(List<ImmutableArray<SampledText>> sets, IReadOnlyList<ImmutableArray<int>?> groups) =>
    [
        .. Enumerable.Range(0, sets.Count).Where(set => groups[set] is not null)
            .SelectMany(set => Enumerable.Range(0, SetSize).GroupBy(i => groups[set]!.Value[i], i => sets[set][i]))
            .Select(group => group.ToList())
            .Where(group => group.Count > 1)
            .OrderByDescending(group => group.Count).ThenBy(group => group.Min(JudgedRecords.First)).ThenBy(group => group.Min(text => text.Content))
            .Take(Shown)
            .Select(group => new Evidence(
                string.Create(CultureInfo.InvariantCulture, $"{group.Count} of {SetSize} records that were judged to be about the same"),
                Excerpts.Of(group.MinBy(JudgedRecords.First)!.Text), group.Count, [.. group.Select(JudgedRecords.First).Distinct().Order().Take(SampledText.MaxPlaces)])),
    ];
}
