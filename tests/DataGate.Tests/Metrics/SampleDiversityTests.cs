using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.TestSupport;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>A set of duplicates must not look more diverse through a sample than it is: neither against a reference at equal size, nor in its share of repeats.</summary>
public sealed class SampleDiversityTests
{
    private const int Records = 4_000;

    /// <summary>Half of all records are repeats; 95% are; a single text is half of the set; a few texts have most copies.</summary>
    [TestCase("pairs")]
    [TestCase("twenty each")]
    [TestCase("one text half")]
    [TestCase("skewed")]
    public void Duplicates_never_look_more_diverse_through_the_sample_than_through_the_whole(string kind)
    {
        var rows = Sets.Read(Path.Combine(Repository.SharedData(), "dev", "clinc150.train.jsonl")).DistinctBy(row => row.Text, StringComparer.Ordinal).ToList();
        var gaps = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 10; seed++)
        {
            var random = new Random(seed);
            var order = rows.OrderBy(_ => random.Next()).ToList();
            var reference = order[..Records];
            var data = Repeat(kind, order[Records..]);
            var (whole, sampled) = (Compare(data, reference, sample: 100_000), Compare(data, reference, sample: 500));
            foreach (var (metric, all) in whole)
            {
                var part = sampled[metric];
                Assert.That(part.Records, Is.LessThan(all.Records / 4), "the sample is one");
                // How far the data is worse than its reference, in the metric's own direction: through the sample beyond the whole.
                var worse = MetricCatalog.Find(metric)!.Better == Better.Higher ? 1 : -1;
                var gap = worse * (part.Anchor - part.Value - (all.Anchor - all.Value));
                (gaps.TryGetValue(metric, out var list) ? list : gaps[metric] = []).Add(gap);
            }
        }
        foreach (var (metric, list) in gaps)
        {
            var mean = list.Average();
            var error = Math.Sqrt(list.Sum(gap => (gap - mean) * (gap - mean)) / (list.Count * (list.Count - 1.0)));
            Assert.That(mean, Is.GreaterThanOrEqualTo((-3 * error) - 1e-12), $"{metric} of {kind}: {string.Join(' ', list.Select(gap => FormattableString.Invariant($"{gap:F4}")))}");
        }
    }

    [TestCase("pairs", 0.5)]
    [TestCase("twenty each", 0.95)]
    public void The_share_of_repeats_in_the_sample_is_that_of_the_whole(string kind, double share)
    {
        var rows = Sets.Read(Path.Combine(Repository.SharedData(), "dev", "clinc150.train.jsonl")).DistinctBy(row => row.Text, StringComparer.Ordinal).ToList();
        var drawn = Read(Repeat(kind, rows), sample: 300);
        Assert.That(new DuplicatesDraw().Value(drawn), Is.EqualTo(share).Within(1e-12));
        Assert.That(drawn.Data.Records, Is.LessThan(Records * 4));
    }

    private static List<Row> Repeat(string kind, List<Row> rows) => kind switch
    {
        "pairs" => [.. rows.Take(Records / 2).SelectMany(row => Enumerable.Repeat(row, 2))],
        "twenty each" => [.. rows.Take(Records / 20).SelectMany(row => Enumerable.Repeat(row, 20))],
        "one text half" => [.. rows.Take(Records / 2), .. Enumerable.Repeat(rows[^1], Records / 2)],
        _ => [.. rows.Take(Records / 4).SelectMany((row, i) => Enumerable.Repeat(row, 1 + (i % 7)))],
    };

    private static DrawInput Read(IEnumerable<Row> rows, int sample)
    {
        var scan = Sets.Scan(Needs(sample), rows);
        return new SampleReader(WordSplitter.For(Words.Unicode, Sets.Seed)).Of(scan.Whole.Slice(SliceName.All));
    }

    private static Dictionary<string, Compared> Compare(IEnumerable<Row> data, IEnumerable<Row> reference, int sample)
    {
        var (left, right) = (Sets.Scan(Needs(sample), data), Sets.Scan(Needs(sample), reference));
        var comparison = new Comparison(
            WordSplitter.For(Words.Unicode, Sets.Seed), SampledSide.Of(left.Whole.Slice(SliceName.All)), SampledSide.Of(right.Whole.Slice(SliceName.All)),
            new ComparisonOptions(Sets.Seed, 10_000_000, 1, 1));
        DrawMetric[] metrics =
        [
            new DistinctDraw(1), new DistinctDraw(2), new DistinctDraw(3), new DistinctDraw(5), new EadDraw(), new SelfBleu(2), new SelfBleu(3), new SelfBleu(5),
            new DuplicatesDraw(),
        ];
        return comparison.Run(metrics).ToDictionary(compared => compared!.Metric.Name, compared => compared!, StringComparer.Ordinal);
    }

    private static Scanning.Needs Needs(int sample) => Sets.Needs(["distinct-1"], sketches: Sets.Large with { Sample = sample });
}
