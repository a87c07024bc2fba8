using DataGate.Metrics;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics;

/// <summary>The 95% intervals of estimates, by simulation: the same real set seen through many samples of one size.</summary>
public sealed class CoverageTests
{
    /// <summary>
    /// At a true coverage of 93% fewer than 75 of 90 intervals would hold the truth once in some 2,000 runs, and these samples are the same
    /// on every run. <c>eng/trials</c> has the table for every measure.
    /// </summary>
    [TestCase("self-bleu-3")]
    [TestCase("ngram-entropy-2")]
    [TestCase("repetition")]
    [TestCase("near-duplicates")]
    [TestCase("compression-ratio")]
    public void Intervals_hold_the_truth(string metric)
    {
        const int Samples = 90;
        var rows = Sets.Read(Repository.SharedData("dev", "intent_paraphrase.human.jsonl")).Take(3_000).ToList();
        var found = new List<Measured>();
        for (var seed = 1; seed <= Samples; seed++)
        {
            var needs = Sets.Needs([metric], sketches: Sets.Large with { Sample = 300 }) with { Seed = (ulong)seed };
            found.Add((Measured)Sets.Measure(metric, Sets.Scan(needs, rows)));
        }
        var truth = found.Average(measured => measured.Value);
        Assert.Multiple(() =>
        {
            Assert.That(found, Has.All.Matches<Measured>(measured => measured!.Low < measured.High), "each is an estimate");
            Assert.That(found.Count(measured => measured.Low <= truth && truth <= measured.High), Is.GreaterThanOrEqualTo(75));
        });
    }
}
