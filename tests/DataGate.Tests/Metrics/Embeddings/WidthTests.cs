using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Kernels give the same bits whether a processor takes eight numbers at once or sixteen, and on any threads.</summary>
public sealed class WidthTests
{
    /// <summary>Of 256 additions of rounded products in single precision, of the variances, at worst.</summary>
    private const double Rounding = 260.0 / (1 << 24);

    [TestCase(1, 1, 1)]
    [TestCase(3, 17, 5)]
    [TestCase(8, 33, 64)]
    [TestCase(6, 100, 131)]
    public void Dot_products_are_the_same_bits_and_those_of_plain_sums(int rows, int others, int dimensions)
    {
        var (left, right) = (Made.Rows(rows, dimensions, seed: 1), Made.Rows(others, dimensions, seed: 2));
        var (wide, narrow) = (new Panels(right, isWide: true), new Panels(right, isWide: false));
        var width = wide.Count * Panels.Width;
        var (wideDots, narrowDots) = (new float[Panels.Height * width], new float[Panels.Height * width]);
        int[] which = [.. Enumerable.Range(0, rows).Reverse()];
        wide.Dots(left, which, 0, wide.Count, wideDots);
        narrow.Dots(left, which, 0, narrow.Count, narrowDots);
        for (var i = 0; i < rows; i++)
        {
            Assert.That(narrowDots.AsSpan(i * width, width).ToArray(), Is.EqualTo(wideDots.AsSpan(i * width, width).ToArray()));
            for (var other = 0; other < others; other++)
            {
                double plain = 0;
                for (var k = 0; k < dimensions; k++) plain += (double)left[which[i]][k] * right[other][k];
                Assert.That(wideDots[(i * width) + other], Is.EqualTo(plain).Within(1e-6));
            }
        }
    }

    [TestCase(2, 1)]
    [TestCase(300, 5)]
    [TestCase(700, 40)]
    public void Covariances_are_the_same_bits_and_those_of_plain_sums(int count, int dimensions)
    {
        var rows = Made.Rows(count, dimensions, seed: 3);
        int[] times = [.. Enumerable.Range(0, count).Select(row => 1 + (row % 3))];
        var (mean, covariance) = Scatter.Of(rows, times, threads: 1, isWide: true);
        var narrow = Scatter.Of(rows, times, threads: 3, isWide: false);
        Assert.That(narrow.Mean, Is.EqualTo(mean));
        double records = times.Sum();
        for (var i = 0; i < dimensions; i++)
        {
            Assert.That(mean[i], Is.EqualTo(Enumerable.Range(0, count).Sum(row => (double)times[row] * rows[row][i]) / records).Within(1e-12));
            for (var j = 0; j < dimensions; j++)
            {
                Assert.That(narrow.Covariance[i, j], Is.EqualTo(covariance[i, j]));
                var plain = Enumerable.Range(0, count).Sum(row => times[row] * (rows[row][i] - mean[i]) * (rows[row][j] - mean[j])) / (records - 1);
                Assert.That(covariance[i, j], Is.EqualTo(plain).Within(Rounding * Math.Sqrt(covariance[i, i] * covariance[j, j])));
            }
        }
    }

    [Test]
    public void Weights_are_copies_in_a_covariance()
    {
        var rows = Made.Rows(90, 20, seed: 4);
        int[] times = [.. Enumerable.Range(0, 90).Select(row => 1 + (row % 4))], copied = [.. Enumerable.Range(0, 90).SelectMany(row => Enumerable.Repeat(row, times[row]))];
        int[] once = [.. copied.Select(_ => 1)];
        var (weighted, copies) = (Scatter.Of(rows, times, threads: 1).Covariance, Scatter.Of(rows.Take(copied), once, threads: 1).Covariance);
        for (var i = 0; i < 20; i++)
            for (var j = 0; j < 20; j++) Assert.That(weighted[i, j], Is.EqualTo(copies[i, j]).Within(2 * Rounding * Math.Sqrt(copies[i, i] * copies[j, j])));
    }

    [Test]
    public void Rows_that_rounding_alone_tells_apart_have_no_directions()
    {
        var rows = Made.Constant(250, 0.6f, 0.64f, 0.48f).With(Made.Constant(250, MathF.BitIncrement(0.6f), 0.64f, 0.48f));
        int[] once = [.. Enumerable.Repeat(1, 500)];
        Assert.That(PrincipalComponents.Of(rows, once, 0.9), Is.Null);
        Assert.That(PrincipalComponents.Of(rows.Take([0]), [1], 0.9), Is.Null);
    }

    [Test]
    public void Orders_classes_and_lengths_are_the_same_on_any_threads_and_zeros_have_no_sign()
    {
        var some = Made.Rows(700, 9, seed: 5);
        var rows = some.With(some.Take([5, 3, 3])).With(new Vectors(9, new float[9])).With(new Vectors(9, [.. Enumerable.Repeat(-0f, 9)]));
        var order = rows.ByContent();
        Assert.Multiple(() =>
        {
            Assert.That(order.Order(), Is.EqualTo(Enumerable.Range(0, rows.Count)));
            Assert.That(rows.ByContent(threads: 4), Is.EqualTo(order));
            Assert.That(rows.Classes(out var count), Is.EqualTo((int[])[.. Enumerable.Range(0, 700), 5, 3, 3, 700, 700]));
            Assert.That(count, Is.EqualTo(701));
            Assert.That(rows.Classes(out _, threads: 4), Is.EqualTo(rows.Classes(out _)));
            Assert.That(rows.Normalised(order, threads: 4).Components.ToArray(), Is.EqualTo(rows.Take(order).Normalised().Components.ToArray()));
        });
    }

    [Test]
    public void Gathered_rows_are_all_rows_and_those_alike_stand_together()
    {
        var rows = Made.Rows(640, 16, seed: 7, topics: 4, spread: 0.01);
        var order = Gathered.Order(rows, rows.Take([.. Enumerable.Range(0, 30)]), threads: 3);
        Assert.That(order.Order(), Is.EqualTo(Enumerable.Range(0, 640)));
        var leaps = Enumerable.Range(1, 639).Count(i => Lines.SquaredDistance(rows[order[i - 1]], rows[order[i]]) > 0.1);
        Assert.That(leaps, Is.LessThan(30));
    }

    [Test]
    public void Radii_are_the_same_on_any_threads_and_where_most_rows_repeat([Values(1, 5)] int k)
    {
        var apart = Made.Rows(900, 12, seed: 6);
        var rows = Made.Shuffled(apart.With(apart.Take([.. Enumerable.Repeat(7, 400)])), seed: 1);
        var radii = NearestNeighbours.SquaredRadii(rows, rows, k, threads: 1);
        Assert.That(NearestNeighbours.SquaredRadii(rows, rows, k, threads: 4), Is.EqualTo(radii));
        for (var row = 0; row < rows.Count; row += 13)
        {
            double[] squares = [.. Enumerable.Range(0, rows.Count).Where(other => other != row).Select(other => Lines.SquaredDistance(rows[row], rows[other])).Order()];
            Assert.That(radii[row], Is.EqualTo(squares[k - 1]));
        }
    }
}
