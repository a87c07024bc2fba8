using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>The maximum mean discrepancy against all pairs, with copies.</summary>
public sealed class KernelGramTests
{
    [Test]
    public void It_is_what_all_pairs_of_records_say_copies_among_them()
    {
        var rows = Made.Rows(90, 14, seed: 1);
        int[] data = [.. Enumerable.Range(0, 90).Select(row => row < 50 ? 1 + (row % 2) : 0)];
        int[] reference = [.. Enumerable.Range(0, 90).Select(row => row >= 40 ? 1 : 0)];
        var gram = KernelGram.Of(rows, threads: 2)!;
        var squares = new List<double>();
        for (var a = 0; a < 90; a++)
            for (var b = 0; b < a; b++) squares.Add(Square(a, b));
        squares.Sort();
        Assert.That(gram.Median, Is.EqualTo((squares[(squares.Count - 1) / 2] + squares[squares.Count / 2]) / 2).Within(1e-6));

        int[] own = [.. Records(data)], other = [.. Records(reference)];
        double within = 0, beyond = 0, across = 0;
        for (var a = 0; a < own.Length; a++)
            for (var b = 0; b < own.Length; b++) within += a == b ? 0 : Kernel(own[a], own[b]);
        for (var a = 0; a < other.Length; a++)
            for (var b = 0; b < other.Length; b++) beyond += a == b ? 0 : Kernel(other[a], other[b]);
        foreach (var a in own)
            foreach (var b in other) across += Kernel(a, b);
        var expected = (within / (own.Length * (own.Length - 1.0))) + (beyond / (other.Length * (other.Length - 1.0))) - (2 * across / ((double)own.Length * other.Length));
        Assert.That(gram.Discrepancy(data, reference), Is.EqualTo(expected).Within(1e-7));

        double Square(int a, int b)
        {
            double sum = 0;
            for (var i = 0; i < 14; i++) sum += ((double)rows[a][i] - rows[b][i]) * ((double)rows[a][i] - rows[b][i]);
            return sum;
        }

        double Kernel(int a, int b) => Math.Exp(-Square(a, b) / (2 * gram.Median));
    }

    [Test]
    public void Few_and_equal_rows_have_none()
    {
        Assert.That(KernelGram.Of(Made.Rows(1, 3, seed: 1)), Is.Null);
        Assert.That(KernelGram.Of(Made.Constant(20, 1, 0)), Is.Null);
        var gram = KernelGram.Of(Made.Rows(4, 3, seed: 2))!;
        Assert.That(gram.Discrepancy([1, 0, 0, 0], [0, 1, 1, 1]), Is.Null);
        Assert.That(gram.Discrepancy([1, 1, 1, 1], [1, 1, 1, 1]), Is.LessThan(0));
    }

    private static IEnumerable<int> Records(int[] times) => times.SelectMany((copies, row) => Enumerable.Repeat(row, copies));
}
