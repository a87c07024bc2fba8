using System.Globalization;
using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class GrowthCurveTests
{
    [Test]
    public void It_ends_with_all_records_and_all_different_grams()
    {
        var curve = GrowthCurve.Of(Drawn.Input(["a b c", "a b d", "x", "a b c"]), 2, 10);
        Assert.That(curve[^1], Is.EqualTo(new GrowthPoint(4, 3)), "a b, b c, b d");
    }

    [Test]
    public void A_text_and_its_copies_grow_it_once() =>
        Assert.That(GrowthCurve.Of(Drawn.Input([.. Enumerable.Repeat("one and the same", 50)]), 1, 10), Is.EqualTo(new[] { new GrowthPoint(50, 4) }));

    [Test]
    public void It_rises_in_at_most_so_many_steps_of_about_equal_records([Values(1, 7, 40)] int points)
    {
        var texts = Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"word{i % 97} is said {i} times")).ToArray();
        var curve = GrowthCurve.Of(Drawn.Input(texts), 2, points);
        Assert.That(curve, Has.Length.EqualTo(points));
        for (var i = 0; i < curve.Length; i++) Assert.That(curve[i].Records, Is.EqualTo((500.0 * (i + 1)) / points).Within(1));
        Assert.That(curve.Select(point => point.Distinct), Is.Ordered);
        Assert.That(curve.Select(point => point.Distinct).Distinct().Count(), Is.EqualTo(points));
    }

    [Test]
    public void Its_last_point_is_what_distinct_n_counts_and_drawing_it_leaves_nothing_behind([Values(1, 2, 3)] int order)
    {
        var input = Drawn.Input(["the cat sat on the mat", "the cat sat on the hat", "a dog", ""]);
        var first = GrowthCurve.Of(input, order, 3);
        Assert.That(first[^1].Distinct, Is.EqualTo(DistinctCountDraw.Count(input, order).Distinct));
        Assert.That(GrowthCurve.Of(input, order, 3), Is.EqualTo(first));
    }

    [Test]
    public void Nothing_has_no_curve() => Assert.That(GrowthCurve.Of(Drawn.Input([]), 2, 10), Is.Empty);
}
