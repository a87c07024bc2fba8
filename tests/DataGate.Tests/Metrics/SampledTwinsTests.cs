using DataGate.Metrics;

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

    /// <summary>Texts of twelve words of their own; a tenth of them in clusters that differ in the last word.</summary>
    private static List<Row> Rows(int count, int cluster) =>
        [.. Enumerable.Range(0, count).Select(i => i < count / 10 ? new Row($"{Unlike(i / cluster).Text} {(char)('a' + (i % cluster % 26))}{i % cluster / 26}") : Unlike(i))];

    private static Row Unlike(int i) => new(string.Join(' ', Enumerable.Range(0, 12).Select(word => $"{(char)('a' + word)}{i}")));
}
