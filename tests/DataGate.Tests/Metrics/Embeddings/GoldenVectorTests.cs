using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Values of the reference implementations on embeddings of real sets.</summary>
public sealed class GoldenVectorTests
{
    private const double Near = 1e-6;

    [Test]
    public void Mean_cosine_and_vendi_equal_the_golden_values()
    {
        foreach (var set in GoldenVectors.All())
        {
            var moments = Moments.Of(set.Data);
            Same(set, "mean_pairwise_cosine", moments.MeanCosine());
            Same(set, "vendi_q1", VendiScore.Of(moments, 1));
            Same(set, "vendi_q2", VendiScore.Of(moments, 2));
            Same(set, "vendi_qinf", VendiScore.Of(moments, double.PositiveInfinity));
        }
    }

    [Test]
    public void Prdc_equals_the_golden_values()
    {
        foreach (var set in GoldenVectors.All())
        {
            var found = Prdc.Of(set.Data, set.Reference)!;
            var golden = set.Values.GetProperty("prdc_k5");
            Assert.Multiple(() =>
            {
                Assert.That(found.Precision, Is.EqualTo(golden.GetProperty("precision").GetDouble()).Within(1e-12), set.Name);
                Assert.That(found.Recall, Is.EqualTo(golden.GetProperty("recall").GetDouble()).Within(1e-12), set.Name);
                Assert.That(found.Density, Is.EqualTo(golden.GetProperty("density").GetDouble()).Within(1e-12), set.Name);
                Assert.That(found.Coverage, Is.EqualTo(golden.GetProperty("coverage").GetDouble()).Within(1e-12), set.Name);
            });
        }
    }

    [Test]
    public void Frechet_distance_equals_the_golden_values()
    {
        foreach (var set in GoldenVectors.All()) Same(set, "frechet", FrechetDistance.Of(Moments.Of(set.Data), Moments.Of(set.Reference)));
    }

    [Test]
    public void Maximum_mean_discrepancy_equals_the_golden_values()
    {
        foreach (var set in GoldenVectors.All())
        {
            var gram = KernelGram.Of(set.Data.With(set.Reference))!;
            int[] data = [.. Enumerable.Range(0, set.Data.Count + set.Reference.Count).Select(i => i < set.Data.Count ? 1 : 0)];
            Same(set, "mmd2_sigma2", gram.Median);
            Same(set, "mmd2_unbiased_rbf", gram.Discrepancy(data, [.. data.Select(one => 1 - one)]));
        }
    }

    [Test]
    public void Mauve_and_the_frontier_integral_equal_the_golden_values_of_a_given_clustering()
    {
        foreach (var set in GoldenVectors.All())
        {
            var golden = set.Mauve.GetProperty("from_histograms");
            var count = set.Mauve.GetProperty("num_buckets").GetInt32();
            var data = GoldenVectors.Histogram(set.Mauve.GetProperty("data_cluster"), count);
            var reference = GoldenVectors.Histogram(set.Mauve.GetProperty("reference_cluster"), count);
            Assert.Multiple(() =>
            {
                Assert.That(Frontier.Mauve(data, reference, smoothing: 0), Is.EqualTo(golden.GetProperty("mauve").GetDouble()).Within(1e-9), set.Name);
                Assert.That(Frontier.Mauve(data, reference), Is.EqualTo(golden.GetProperty("mauve_star").GetDouble()).Within(1e-9), set.Name);
                Assert.That(Frontier.Integral(data, reference, smoothing: 0), Is.EqualTo(golden.GetProperty("frontier_integral").GetDouble()).Within(1e-9), set.Name);
                Assert.That(Frontier.Integral(data, reference), Is.EqualTo(golden.GetProperty("frontier_integral_star").GetDouble()).Within(1e-9), set.Name);
            });
        }
    }

    [Test]
    public void Every_seed_s_mauve_lies_in_the_spread_that_the_reference_implementation_has_over_its_own_seeds()
    {
        foreach (var set in GoldenVectors.All())
        {
            var spread = set.Mauve.GetProperty("end_to_end_spread").GetProperty("mauve");
            var found = Mauve.Of(set.Data, set.Reference, (data, reference) => Frontier.Mauve(data, reference, smoothing: 0), seed: 1, seeds: 30)!;
            var (least, most) = (spread.GetProperty("min").GetDouble(), spread.GetProperty("max").GetDouble());
            Assert.That(found.Value, Is.InRange(least - 1e-9, most + 1e-9), set.Name);
        }
    }

    private static void Same(GoldenVectors set, string name, double? actual)
    {
        var expected = set.Values.GetProperty(name).GetDouble();
        Assert.That(actual, Is.EqualTo(expected).Within(Near * Math.Abs(expected)), $"{name} of {set.Name}");
    }
}
