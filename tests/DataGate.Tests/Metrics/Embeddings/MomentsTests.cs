using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>The sketch of embeddings: the same bytes however it came about.</summary>
public sealed class MomentsTests
{
    [Test]
    public void Any_order_and_any_parts_give_the_same_bytes_on_any_threads([Values(1, 3, 8, 13)] int dimensions)
    {
        var rows = Made.Rows(700, dimensions, seed: 1);
        var whole = Bytes(Moments.Of(rows));
        Assert.That(Bytes(Moments.Of(Made.Shuffled(rows, 2), threads: 4)), Is.EqualTo(whole));
        var parts = Enumerable.Range(0, 4).Select(part => Moments.Of(rows.Take([.. Enumerable.Range(0, 700).Where(row => row % 4 == part)]))).ToArray();
        parts[2].Merge(parts[0]);
        parts[3].Merge(parts[1]);
        parts[3].Merge(parts[2]);
        Assert.That(Bytes(parts[3]), Is.EqualTo(whole));
    }

    [Test]
    public void Copies_added_at_once_are_copies_added_one_by_one()
    {
        var rows = Made.Rows(20, 9, seed: 3);
        var (together, apart) = (new Moments(9), new Moments(9));
        for (var row = 0; row < rows.Count; row++)
        {
            together.Add(rows[row], row + 1);
            for (var i = 0; i <= row; i++) apart.Add(rows[row]);
        }
        Assert.That(Bytes(together), Is.EqualTo(Bytes(apart)));
    }

    [Test]
    public void What_was_saved_is_loaded_and_goes_on()
    {
        var rows = Made.Rows(300, 10, seed: 4);
        var first = Moments.Of(rows.Take([.. Enumerable.Range(0, 120)]));
        using var stream = new MemoryStream(Bytes(first));
        using var reader = new BinaryReader(stream);
        var loaded = Moments.Load(reader);
        for (var row = 120; row < 300; row++) loaded.Add(rows[row]);
        Assert.That(Bytes(loaded), Is.EqualTo(Bytes(Moments.Of(rows))));
    }

    [Test]
    public void Means_and_moments_are_those_of_plain_sums()
    {
        var rows = Made.Rows(450, 11, seed: 5);
        var moments = Moments.Of(rows);
        var (mean, second, covariance) = (moments.Mean(), moments.Second(), moments.Covariance());
        for (var i = 0; i < 11; i++)
        {
            Assert.That(mean[i], Is.EqualTo(All(row => row[i]).Average()).Within(1e-12));
            for (var j = 0; j < 11; j++)
            {
                Assert.That(second[i, j], Is.EqualTo(All(row => (double)row[i] * row[j]).Average()).Within(1e-12));
                Assert.That(covariance[i, j], Is.EqualTo(All(row => (row[i] - mean[i]) * (row[j] - mean[j])).Sum() / 449).Within(1e-11));
            }
        }

        double[] All(Func<float[], double> of) => [.. Enumerable.Range(0, rows.Count).Select(row => of(rows[row].ToArray()))];
    }

    [Test]
    public void Mean_cosine_is_that_of_all_pairs()
    {
        var rows = Made.Rows(40, 6, seed: 6);
        double sum = 0;
        for (var a = 0; a < 40; a++)
            for (var b = 0; b < a; b++)
                for (var i = 0; i < 6; i++) sum += (double)rows[a][i] * rows[b][i];
        Assert.That(Moments.Of(rows).MeanCosine(), Is.EqualTo(sum / (40 * 39 / 2)).Within(1e-12));
    }

    [Test]
    public void Few_and_equal_records()
    {
        var none = new Moments(3);
        Assert.That((none.MeanCosine(), VendiScore.Of(none)), Is.EqualTo(((double?)null, (double?)null)));
        var one = Moments.Of(Made.Constant(1, 0.6f, 0.8f));
        Assert.That(one.MeanCosine(), Is.Null);
        Assert.That(VendiScore.Of(one), Is.EqualTo(1).Within(1e-6));
        var opposed = Moments.Of(new Vectors(2, [1, 0, -1, 0]));
        Assert.That(opposed.MeanCosine(), Is.EqualTo(-1).Within(1e-12));
        var equal = Moments.Of(Made.Constant(2000, 0.6f, 0.8f));
        Assert.That(equal.MeanCosine(), Is.EqualTo(1).Within(1e-7));
        foreach (var order in (double[])[1, 2, double.PositiveInfinity]) Assert.That(VendiScore.Of(equal, order), Is.EqualTo(1).Within(1e-6), $"order {order}");
    }

    [Test]
    public void Vendi_of_so_many_different_directions_is_their_number()
    {
        var moments = new Moments(7);
        for (var i = 0; i < 5; i++) moments.Add([.. Enumerable.Range(0, 7).Select(k => k == i ? 1f : 0)], times: 3);
        foreach (var order in (double[])[1, 2, double.PositiveInfinity]) Assert.That(VendiScore.Of(moments, order), Is.EqualTo(5).Within(1e-9), $"order {order}");
    }

    [Test]
    public void What_is_not_a_number_is_refused()
    {
        var moments = new Moments(2);
        Assert.Multiple(() =>
        {
            Assert.That(() => moments.Add([float.NaN, 0]), Throws.ArgumentException);
            Assert.That(() => moments.Add([0, float.NegativeInfinity]), Throws.ArgumentException);
            Assert.That(() => moments.Add([17, 0]), Throws.ArgumentException);
            Assert.That(() => moments.Add([1]), Throws.ArgumentException);
            Assert.That(() => new Vectors(2, [1, float.NaN]), Throws.ArgumentException);
            Assert.That(() => new Vectors(2, [1, 2, 3]), Throws.ArgumentException);
            Assert.That(moments.Count, Is.Zero);
        });
    }

    private static byte[] Bytes(Moments moments)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) moments.Save(writer);
        return stream.ToArray();
    }
}
