using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Precision, recall, density and coverage against every pair in double precision, and where rows repeat.</summary>
public sealed class PrdcTests
{
    [TestCase(40, 60, 3, 5)]
    [TestCase(300, 211, 20, 5)]
    [TestCase(70, 6, 33, 5)]
    [TestCase(50, 90, 2, 1)]
    [TestCase(120, 150, 300, 5)]
    public void It_is_what_all_pairs_in_double_precision_say(int data, int reference, int dimensions, int k)
    {
        var (own, anchors) = (Made.Rows(data, dimensions, seed: 1), Made.Rows(reference, dimensions, seed: 2));
        Assert.That(Prdc.Of(own, anchors, k, threads: 3), Is.EqualTo(Plain(own, anchors, k)));
    }

    [Test]
    public void It_is_that_also_where_most_rows_are_all_but_equal()
    {
        var random = new Random(3);
        var close = Made.Rows(150, 8, seed: 4, topics: 3, spread: 1e-5);
        var near = new Vectors(8, [.. close.Components.ToArray().Select(component => component + (float)(1e-6 * random.NextDouble()))]);
        Assert.That(Prdc.Of(close, near), Is.EqualTo(Plain(close, near.Distinct(), 5)));
        Assert.That(Prdc.Of(close.With(close), near), Is.EqualTo(Plain(close.With(close), near.Distinct(), 5)));
    }

    [Test]
    public void A_reference_full_of_repeats_is_the_reference_without_them()
    {
        var (data, reference) = (Made.Rows(80, 12, seed: 5), Made.Rows(50, 12, seed: 6));
        var repeated = reference.With(reference).With(reference).With(reference).With(reference).With(reference).With(reference);
        Assert.That(Prdc.Of(data, Made.Shuffled(repeated, 1)), Is.EqualTo(Prdc.Of(data, reference)));
    }

    [Test]
    public void Neither_order_nor_threads_matter()
    {
        var (data, reference) = (Made.Rows(500, 24, seed: 7), Made.Rows(400, 24, seed: 8));
        Assert.That(Prdc.Of(Made.Shuffled(data, 1), Made.Shuffled(reference, 2), threads: 4), Is.EqualTo(Prdc.Of(data, reference)));
    }

    [Test]
    public void Constant_rows_have_no_neighbourhoods_in_a_reference_and_recall_nothing_as_data()
    {
        var (constant, varied) = (Made.Constant(300, 0.6f, 0.8f, 0), Made.Rows(100, 3, seed: 9));
        Assert.That(Prdc.Of(varied, constant), Is.Null);
        Assert.That(Prdc.Of(constant, constant), Is.Null);
        var found = Prdc.Of(constant, varied)!;
        Assert.That(found.Recall, Is.Zero);
        Assert.That(found.Coverage, Is.LessThan(0.2));
    }

    [Test]
    public void No_more_than_k_rows_have_no_neighbourhoods([Values(0, 1, 2, 5)] int rows)
    {
        var (few, many) = (Made.Rows(rows, 4, seed: 10), Made.Rows(30, 4, seed: 11));
        Assert.That((Prdc.Of(few, many), Prdc.Of(many, few)), Is.EqualTo(((Prdc?)null, (Prdc?)null)));
    }

    [Test]
    public void Coverage_of_a_set_like_the_reference_is_near_what_theory_says()
    {
        var found = Prdc.Of(Made.Rows(2000, 10, seed: 12), Made.Rows(2000, 10, seed: 13))!;
        // 1 − 2⁻⁵ = 0.969, by 2,000 rows that are not independent.
        Assert.That(found.Coverage, Is.EqualTo(1 - Math.Pow(2, -5)).Within(0.02));
        Assert.That(found.Density, Is.EqualTo(1).Within(0.1));
    }

    private static Prdc Plain(Vectors data, Vectors reference, int k)
    {
        var (dataRadii, referenceRadii) = (Radii(data, k), Radii(reference, k));
        var inside = new int[data.Count];
        var (recalled, covered) = (0, 0);
        for (var r = 0; r < reference.Count; r++)
        {
            var (isRecalled, isCovered) = (false, false);
            for (var d = 0; d < data.Count; d++)
            {
                var square = Square(reference[r], data[d]);
                isRecalled |= square < dataRadii[d];
                isCovered |= square < referenceRadii[r];
                if (square < referenceRadii[r]) inside[d]++;
            }
            recalled += isRecalled ? 1 : 0;
            covered += isCovered ? 1 : 0;
        }
        return new Prdc(
            (double)inside.Count(times => times > 0) / data.Count, (double)recalled / reference.Count,
            inside.Sum(times => (double)times) / k / data.Count, (double)covered / reference.Count);
    }

    private static double[] Radii(Vectors rows, int k) =>
        [.. Enumerable.Range(0, rows.Count).Select(row => Enumerable.Range(0, rows.Count).Where(other => other != row).Select(other => Square(rows[row], rows[other])).Order().ElementAt(k - 1))];

    private static double Square(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        return sum;
    }
}
