using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>What splits of a reference promise of fresh data, and what a check then finds: by simulation on sets whose few texts recur, seen through samples of them.</summary>
public sealed class CalibrationTests
{
    private const int Texts = 100;

    private static readonly string[] s_names = ["distinct-2", "exact-duplicates", "self-bleu-3", "token-js"];

    /// <summary>
    /// Each measure by itself: data of the reference's source lies beyond the margin, or is significant, with a chance of at most the rate. The
    /// bound on their number is passed by chance once in a million runs.
    /// </summary>
    [TestCase(100_000, 300, 600)]
    [TestCase(40, 300, 300)]
    [TestCase(40, 300, 600)]
    [TestCase(40, 300, 1200)]
    [TestCase(40, 900, 300)]
    public void Fresh_data_lies_within_the_margins_and_within_chance(int sample, int data, int reference)
    {
        const double Rate = 0.1;
        const int Trials = 200;
        var (beyond, alarms) = (new int[s_names.Length], new int[s_names.Length]);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(1000 + trial);
            var source = Source(random);
            var (own, other) = (Side(random, source, data, sample), Side(random, source, reference, sample));
            var options = new ComparisonOptions((ulong)trial + 1, 1_000_000, Family.Shuffles(Rate), 2);
            var words = WordSplitter.For(Words.Unicode, Sets.Seed);
            List<EqualSizeMetric> metrics = [.. s_names.Select(name => MetricCatalog.Get(name).OverDraws!)];
            var found = new Comparison(words, own, other, options).Run(metrics);
            for (var i = 0; i < metrics.Count; i++)
            {
                var higherIsWorse = MetricCatalog.Find(s_names[i])!.Better == Better.Lower;
                var difference = found[i]!.Value - found[i]!.Anchor;
                var calibrated = Calibration.Of(words, other, data, [metrics[i]], new Family(Rate), options).Single();
                if ((higherIsWorse ? difference : -difference) > calibrated.Margin) beyond[i]++;
                if (new Family(Rate).Add(found[i]!, higherIsWorse).IsSignificant) alarms[i]++;
            }
        }
        Assert.Multiple(() =>
        {
            for (var i = 0; i < s_names.Length; i++)
            {
                Assert.That(beyond[i], Is.LessThan(ComparisonPropertyTests.FirstUnlikely(Trials, Rate)), $"{s_names[i]} beyond its margin");
                Assert.That(alarms[i], Is.LessThan(ComparisonPropertyTests.FirstUnlikely(Trials, Rate)), $"{s_names[i]} significant");
            }
        });
    }

    [Test]
    public void A_margin_is_of_the_size_that_a_check_compares()
    {
        var random = new Random(3);
        var source = Source(random);
        var reference = Side(random, source, 1_000, sample: 100_000);
        double Margin(long records, int tokens) => Calibration.Of(
            WordSplitter.For(Words.Unicode, Sets.Seed), reference, records, [MetricCatalog.Get("distinct-2").OverDraws!], new Family(0.1), new ComparisonOptions(1, tokens, 199, 2)).Single().Margin;
        Assert.Multiple(() =>
        {
            // Halves of 500 stand for sides of 1,000: √2 narrower than sides of 500, which is what data of 500 is compared at.
            Assert.That(Margin(1_000, 1_000_000), Is.EqualTo(Margin(500, 1_000_000) / Math.Sqrt(2)).Within(1e-12));
            // Thinned to few tokens, both are compared at about the same number of records.
            Assert.That(Margin(1_000, 2_000) / Margin(500, 2_000), Is.InRange(0.6, 1.7));
            Assert.That(Margin(1_000, 2_000), Is.GreaterThan(2 * Margin(1_000, 1_000_000)));
        });
    }

    private static SampledSide Side(Random random, Row[] source, int records, int sample)
    {
        var rows = Enumerable.Range(0, records).Select(_ => source[(int)(Texts * Math.Pow(random.NextDouble(), 2))]);
        return SampledSide.Of(MeasuredSets.ScanReference(rows, Sets.Large with { Sample = sample }).Whole.Slice(SliceName.All));
    }

    private static Row[] Source(Random random) =>
    [
        .. Enumerable.Range(0, Texts).Select(_ => new Row(string.Join(' ', Enumerable.Range(0, 3 + random.Next(10)).Select(_ => "w" + (int)Math.Pow(2000, random.NextDouble()))))),
    ];
}
