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
                var calibrated = Calibration.Of(words, other, data, [metrics[i]], new Family(Rate), options).Found.Single();
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
            WordSplitter.For(Words.Unicode, Sets.Seed), reference, records, [MetricCatalog.Get("distinct-2").OverDraws!], new Family(0.1), new ComparisonOptions(1, tokens, 199, 2)).Found.Single().Margin;
        Assert.Multiple(() =>
        {
            // Halves of 500 stand for sides of 1,000: √2 narrower than sides of 500, which is what data of 500 is compared at.
            Assert.That(Margin(1_000, 1_000_000), Is.EqualTo(Margin(500, 1_000_000) / Math.Sqrt(2)).Within(1e-12));
            // Thinned to few tokens, both are compared at about the same number of records.
            Assert.That(Margin(1_000, 2_000) / Margin(500, 2_000), Is.InRange(0.6, 1.7));
            Assert.That(Margin(1_000, 2_000), Is.GreaterThan(2 * Margin(1_000, 1_000_000)));
        });
    }

    /// <summary>The same of what is embedded, through a sample for the embedder of its own; and of all measures together, words and embeddings: one family.</summary>
    [TestCase(100_000, 150, 300)]
    [TestCase(60, 300, 300)]
    public void Fresh_data_lies_within_the_margins_of_embeddings_too(int embedded, int data, int reference)
    {
        const double Rate = 0.1;
        const int Trials = 100;
        string[] names = ["vendi-score", "coverage", "token-js"];
        var (beyond, wider, together) = (new int[names.Length], new int[names.Length], 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(3000 + trial);
            var source = Source(random);
            var (own, other) = (Side(random, source, data, 100_000), Side(random, source, reference, 100_000));
            var options = new ComparisonOptions((ulong)trial + 1, 1_000_000, Family.Shuffles(Rate), 2);
            var words = WordSplitter.For(Words.Unicode, Sets.Seed);
            var sample = Sets.Embedding() with { Sample = embedded };
            List<EqualSizeMetric> metrics = [.. names.Select(name => MetricCatalog.Get(name).OverDraws!)];
            var differences = Differences(words, own, other, options, sample, metrics);
            bool IsBeyond(Calibrated found) => (MetricCatalog.Find(found.Metric.Name)!.Better == Better.Lower ? 1 : -1) * differences[found.Metric.Name] > found.Margin;
            var all = Calibration.Of(words, other, data, metrics, new Family(Rate), options, sample).Found;
            if (all.Any(IsBeyond)) together++;
            for (var i = 0; i < names.Length; i++)
            {
                var alone = Calibration.Of(words, other, data, [metrics[i]], new Family(Rate), options, sample).Found.Single();
                if (IsBeyond(alone)) beyond[i]++;
                Assert.That(all.Single(found => found.Metric == metrics[i]).Margin, Is.GreaterThanOrEqualTo(alone.Margin));
                if (all.Single(found => found.Metric == metrics[i]).Margin > alone.Margin) wider[i]++;
            }
        }
        Assert.That(beyond.Append(together), Has.All.LessThan(ComparisonPropertyTests.FirstUnlikely(Trials, Rate)));
        Assert.That(wider, Has.All.Positive, "a family is as wide as the widest of its members, whichever that is");
    }

    [Test]
    public void What_no_margin_is_found_for_says_why()
    {
        var random = new Random(5);
        var side = Side(random, [.. Enumerable.Range(0, 5000).Select(i => new Row($"text {i} of {i % 7}"))], 2000, 100_000);
        Calibration Of(long data, EmbeddingSample? embedding, params string[] names) => Calibration.Of(
            WordSplitter.For(Words.Unicode, Sets.Seed), side, data, [.. names.Select(name => MetricCatalog.Get(name).OverDraws!)], new Family(0.1), new ComparisonOptions(1, 1_000_000, 19, 2), embedding);
        Assert.Multiple(() =>
        {
            Assert.That(Of(2000, Sets.Embedding(), "mauve").LeftOut, Is.Empty, "halves of 1,000, and a check of 2,000");
            Assert.That(Of(1999, Sets.Embedding(), "mauve").Found, Has.Length.EqualTo(1));
            Assert.That(Of(1000, Sets.Embedding(), "mauve").LeftOut.Single().Why, Does.StartWith("it needs 1,000 records of each side, and of 873 alone one can be sure"), "a check of 1,000 may draw fewer");
            Assert.That(Of(300, Sets.Embedding(), "vendi-score", "distinct-2").LeftOut, Is.Empty);
            Assert.That(Of(300, null, "vendi-score", "distinct-2").LeftOut.Select(left => (left.Metric.Name, left.Why)), Is.EqualTo(new[] { ("vendi-score", "there is no embedding model") }));
            Assert.That(Of(8, Sets.Embedding(), "coverage").LeftOut.Single().Why, Is.EqualTo("it is undefined on halves of the reference"));
        });
    }

    private static Dictionary<string, double> Differences(
        WordSplitter words, SampledSide own, SampledSide other, ComparisonOptions options, EmbeddingSample sample, List<EqualSizeMetric> metrics)
    {
        var found = metrics.ToLookup(metric => ((DrawMetric)metric).OverEmbeddings);
        sample.Prepare(sample.Of(own), sample.Of(other), overPerplexities: false);
        return new Comparison(words, own, other, options).Run([.. found[false]])
            .Concat(new Comparison(words, sample.Of(own), sample.Of(other), options with { MaxTokens = int.MaxValue }, sample).Run([.. found[true]]))
            .ToDictionary(compared => compared!.Metric.Name, compared => compared!.Value - compared.Anchor, StringComparer.Ordinal);
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
