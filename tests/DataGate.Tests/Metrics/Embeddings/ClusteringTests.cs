using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>k-means, MAUVE and its kin: what they don't depend on, and their ends.</summary>
public sealed class ClusteringTests
{
    [Test]
    public void Every_row_is_with_the_nearest_centre_and_every_centre_is_the_mean_of_its_records()
    {
        var rows = Made.Rows(600, 7, seed: 1);
        int[] times = [.. Enumerable.Range(0, 600).Select(row => 1 + (row % 3))];
        var clusters = KMeans.Of(rows, times, 25, seed: 9, threads: 2);
        var centres = new double[25][];
        for (var c = 0; c < 25; c++)
        {
            int[] own = [.. Enumerable.Range(0, 600).Where(row => clusters[row] == c)];
            Assert.That(own, Is.Not.Empty);
            centres[c] = [.. Enumerable.Range(0, 7).Select(i => own.Sum(row => (double)times[row] * rows[row][i]) / own.Sum(row => times[row]))];
        }
        for (var row = 0; row < 600; row++)
        {
            double[] squares = [.. centres.Select(centre => centre.Select((value, i) => (rows[row][i] - value) * (rows[row][i] - value)).Sum())];
            Assert.That(squares[clusters[row]], Is.EqualTo(squares.Min()).Within(1e-6));
        }
    }

    [Test]
    public void Apart_clusters_are_found_on_any_threads_and_copies_are_weights()
    {
        var rows = Made.Rows(400, 16, seed: 2, topics: 4, spread: 0.01);
        int[] once = [.. Enumerable.Repeat(1, 400)];
        var clusters = KMeans.Of(rows, once, 60, seed: 3);
        Assert.That(KMeans.Of(rows, once, 60, seed: 3, threads: 4), Is.EqualTo(clusters));
        for (var a = 0; a < 400; a++)
            for (var b = 0; b < a; b++)
                if (clusters[a] == clusters[b]) Assert.That(Cosine(rows[a], rows[b]), Is.GreaterThan(0.9));
    }

    [TestCase(900, 40, 70, 0.4)]
    [TestCase(1300, 5, 33, 0.05)]
    [TestCase(700, 3, 200, 2)]
    public void What_bounds_rule_out_is_no_nearest_centre(int count, int dimensions, int clusters, double spread)
    {
        var rows = Made.Rows(count, dimensions, seed: 11, spread: spread);
        // Copies and rows whose like stand opposite: ties, and long ways.
        rows = rows.With(rows.Take([.. Enumerable.Range(0, 50)])).With(new Vectors(dimensions, [.. rows.Take([1, 2, 3]).Components.ToArray().Select(component => -component)]));
        int[] times = [.. Enumerable.Range(0, rows.Count).Select(row => 1 + (row % 2))];
        for (ulong seed = 0; seed < 5; seed++)
        {
            var plain = KMeans.Of(rows, times, clusters, seed, threads: 1, room: 0);
            Assert.That(KMeans.Of(rows, times, clusters, seed, threads: 3), Is.EqualTo(plain));
        }
    }

    [Test]
    public void There_are_no_more_clusters_than_different_rows()
    {
        var rows = Made.Constant(5, 1, 0).With(Made.Constant(7, 0, 1));
        var clusters = KMeans.Of(rows, [.. Enumerable.Repeat(1, 12)], 6, seed: 1);
        Assert.That(clusters.Take(5).Distinct().Single(), Is.Not.EqualTo(clusters.Skip(5).Distinct().Single()));
        Assert.That(KMeans.Of(new Vectors(2, []), [], 3, seed: 1), Is.Empty);
    }

    [Test]
    public void Neither_the_rows_order_nor_the_sides_nor_threads_move_mauve()
    {
        var (data, reference) = (Made.Rows(300, 20, seed: 4), Made.Rows(260, 20, seed: 5));
        var found = Of(data, reference, threads: 1);
        Assert.Multiple(() =>
        {
            Assert.That(Of(Made.Shuffled(data, 1), Made.Shuffled(reference, 2), threads: 4), Is.EqualTo(found));
            Assert.That(Of(reference, data, threads: 1)!.Value, Is.EqualTo(found!.Value).Within(1e-12));
        });
    }

    [Test]
    public void Mauve_falls_and_the_others_rise_from_equal_to_nothing_shared()
    {
        long[] full = [50, 30, 20, 0], half = [50, 20, 10, 20], none = [0, 0, 0, 100];
        foreach (var smoothing in (double[])[0, Frontier.KrichevskyTrofimov])
        {
            Assert.That(Frontier.Mauve(full, full, smoothing), Is.EqualTo(1).Within(1e-12));
            Assert.That(Frontier.Integral(full, full, smoothing), Is.Zero);
            Assert.That(Frontier.Js(full, full, smoothing), Is.EqualTo(0).Within(1e-15));
            Assert.That(Frontier.Mauve(half, full, smoothing), Is.InRange(0.3, 0.99).And.EqualTo(Frontier.Mauve(full, half, smoothing)).Within(1e-12));
            Assert.That(Frontier.Integral(half, full, smoothing), Is.EqualTo(Frontier.Integral(full, half, smoothing)).Within(1e-12).And.InRange(0.01, 0.5));
        }
        // Disjoint: exp(−5 (H + KL)) has an area of 4.07e-3 by 25 mixtures, and the integral is whole.
        Assert.That(Frontier.Mauve(none, full, 0), Is.EqualTo(0.004072096).Within(1e-8));
        Assert.That(Frontier.Integral(none, full, 0), Is.EqualTo(1).Within(1e-12));
        Assert.That(Frontier.Js(none, full, 0), Is.EqualTo(Math.Log(2)).Within(1e-12));
        Assert.That(Frontier.Kl(full, full), Is.Zero);
        Assert.That(Frontier.Kl(half, full), Is.Positive);
        Assert.That(() => Frontier.Kl(half, full, smoothing: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Clusters_are_a_tenth_of_the_smaller_side_from_2_to_500() =>
        Assert.That(((long[])[1, 25, 34, 4000, 90_000]).Select(Clusterings.ClustersFor), Is.EqualTo((int[])[2, 2, 3, 400, 500]));

    [Test]
    public void Equal_rows_have_no_clusters_and_empty_sides_no_mauve()
    {
        var constant = Made.Constant(30, 0.6f, 0.8f);
        Assert.That(Of(constant, constant, 1), Is.Null);
        Assert.That(Of(new Vectors(2, []), constant, 1), Is.Null);
        Assert.That(Of(constant, Made.Rows(40, 2, seed: 1), 1), Is.Not.Null);
    }

    private static Averaged? Of(Vectors data, Vectors reference, int threads) =>
        Mauve.Of(data, reference, (a, b) => Frontier.Mauve(a, b), seed: 3, threads: threads);

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (double)a[i] * b[i];
        return sum;
    }
}
