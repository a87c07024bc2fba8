using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>Twins in a sample: a pair of unequal ones is seen only where both are in it.</summary>
public sealed class SampledTwinsTests
{
    private const int Samples = 60;

    /// <summary>The truth is what the whole set measures. At a true coverage of 95% fewer than 50 of 60 intervals would hold it once in some 3,000 runs.</summary>
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(40)]
    public void The_interval_of_near_duplicates_holds_what_the_whole_set_has(int cluster)
    {
        var rows = Rows(4_000, cluster);
        var truth = Sets.Value(Sets.Measure("near-duplicates", rows));
        var held = 0;
        for (var seed = 1; seed <= Samples; seed++)
        {
            var needs = Sets.Needs(["near-duplicates"], sketches: Sets.Large with { Sample = 400 }) with { Seed = (ulong)seed };
            var measured = (Measured)Sets.Measure("near-duplicates", Sets.Scan(needs, rows));
            if (measured.Low <= truth && truth <= measured.High) held++;
        }
        Assert.That(held, Is.AtLeast(50), $"the truth is {truth}");
    }

    [Test]
    public void Copies_are_sampled_with_their_text_and_widen_nothing()
    {
        var rows = Enumerable.Range(0, 4_000).Select(i => Unlike(i / 2)).ToList();
        var needs = Sets.Needs(["near-duplicates"], sketches: Sets.Large with { Sample = 400 });
        var measured = (Measured)Sets.Measure("near-duplicates", Sets.Scan(needs, rows));
        Assert.That(measured.Value, Is.EqualTo(0.5));
        Assert.That(measured.High, Is.LessThan(0.6));
    }

    /// <summary>
    /// One source whose records nearly repeat each other now and then: of the twins of a side that is sampled few are seen, of the other side's all, and a check must not take that for a difference.
    /// Twice the twins are one, and are found however few are seen, as long as the number of records allows.
    /// </summary>
    [TestCase("near-duplicates", 100_000, 100_000)]
    [TestCase("near-duplicates", 100_000, 300)]
    [TestCase("near-duplicates", 200, 100_000)]
    [TestCase("near-duplicates", 200, 300)]
    [TestCase("semantic-duplicates", 100_000, 300)]
    [TestCase("semantic-duplicates", 200, 300)]
    public void Twins_that_a_sample_loses_are_no_difference(string metric, int ofData, int ofReference)
    {
        const double Rate = 0.1;
        const int Trials = 30;
        var (alarms, found) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(700 + trial);
            var reference = Side(metric, Source(random, 1200, 1500), ofReference);
            if (IsSignificant(metric, Side(metric, Source(random, 400, 1500), ofData), reference, trial, Rate)) alarms++;
            if (IsSignificant(metric, Side(metric, Source(random, 400, 40), ofData), reference, trial, Rate)) found++;
        }
        Assert.That(alarms, Is.LessThan(ComparisonPropertyTests.FirstUnlikely(Trials, Rate)));
        Assert.That(found, Is.EqualTo(Trials));
    }

    private static bool IsSignificant(string metric, SampledSide data, SampledSide reference, int trial, double rate)
    {
        var embedding = Sets.Embedding();
        embedding.Prepare(data, reference, overPerplexities: false);
        var options = new ComparisonOptions((ulong)trial + 1, int.MaxValue, Family.Shuffles(rate), 2);
        var compared = new Comparison(WordSplitter.For(Words.Unicode, Sets.Seed), data, reference, options, embedding).Run([MetricCatalog.Get(metric).OverDraws!])[0]!;
        return new Family(rate).Add(compared, higherIsWorse: true).IsSignificant;
    }

    private static SampledSide Side(string metric, IEnumerable<Row> rows, int sample) =>
        SampledSide.Of(Sets.Scan(Sets.Needs([metric], sketches: Sets.Large with { Sample = sample }), rows).Whole.Slice(SliceName.All));

    /// <summary>Records drawn from so many texts, each with a last word of its own.</summary>
    private static List<Row> Source(Random random, int count, int texts) =>
        [.. Enumerable.Range(0, count).Select(_ => new Row($"{Unlike(random.Next(texts)).Text} end{random.Next(100_000)}"))];

    /// <summary>Texts of twelve words of their own; a tenth of them in clusters that differ in the last word.</summary>
    private static List<Row> Rows(int count, int cluster) =>
        [.. Enumerable.Range(0, count).Select(i => i < count / 10 ? new Row($"{Unlike(i / cluster).Text} {(char)('a' + (i % cluster % 26))}{i % cluster / 26}") : Unlike(i))];

    private static Row Unlike(int i) => new(string.Join(' ', Enumerable.Range(0, 12).Select(word => $"{(char)('a' + word)}{i}")));
}
