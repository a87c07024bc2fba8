using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Eigenvalues and eigenvectors against what defines them.</summary>
public sealed class SymmetricEigenTests
{
    [Test]
    public void Vectors_times_values_give_the_matrix_again([Values(1, 2, 3, 5, 16, 61)] int size)
    {
        var matrix = Random(size, seed: size);
        var (values, vectors) = SymmetricEigen.Decompose(matrix);
        Assert.That(values, Is.Ordered.Descending);
        Assert.That(values, Is.EqualTo(SymmetricEigen.Values(matrix)).Within(1e-12));
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                double built = 0, product = 0;
                for (var k = 0; k < size; k++)
                {
                    built += values[k] * vectors[k, i] * vectors[k, j];
                    product += vectors[i, k] * vectors[j, k];
                }
                Assert.That(built, Is.EqualTo(matrix[i, j]).Within(1e-11));
                Assert.That(product, Is.EqualTo(i == j ? 1 : 0).Within(1e-12));
            }
        }
    }

    [Test]
    public void Leading_vectors_are_the_first_of_all_on_any_threads()
    {
        // Beyond what is noted before it is applied: 65,536 rotations.
        var matrix = Random(330, seed: 8);
        var (values, vectors) = SymmetricEigen.Decompose(matrix);
        var leading = SymmetricEigen.Decompose(matrix, found => found.Count(value => value > 10), threads: 3);
        Assert.That(leading.Values, Is.EqualTo(values));
        Assert.That(leading.Vectors, Has.Length.EqualTo(values.Count(value => value > 10)).And.Length.InRange(10, 200));
        for (var k = 0; k < leading.Vectors.Length; k++) Assert.That(leading.Vectors[k], Is.EqualTo(vectors.Row(k).ToArray()));
        for (var k = 0; k < 330; k += 41)
        {
            for (var i = 0; i < 330; i++)
                Assert.That(Enumerable.Range(0, 330).Sum(j => matrix[i, j] * vectors[k, j]), Is.EqualTo(values[k] * vectors[k, i]).Within(1e-11));
        }
    }

    [Test]
    public void Values_of_the_second_difference_are_known()
    {
        const int Size = 40;
        var matrix = new SymmetricMatrix(Size);
        for (var i = 0; i < Size; i++)
        {
            matrix[i, i] = 2;
            if (i > 0) matrix[i, i - 1] = matrix[i - 1, i] = -1;
        }
        double[] known = [.. Enumerable.Range(1, Size).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (Size + 1)))).OrderDescending()];
        Assert.That(SymmetricEigen.Values(matrix), Is.EqualTo(known).Within(1e-13));
    }

    [Test]
    public void Diagonal_equal_and_empty_matrices()
    {
        var diagonal = new SymmetricMatrix(4);
        for (var i = 0; i < 4; i++) diagonal[i, i] = i - 1.5;
        Assert.That(SymmetricEigen.Values(diagonal), Is.EqualTo((double[])[1.5, 0.5, -0.5, -1.5]));
        Assert.That(SymmetricEigen.Values(new SymmetricMatrix(5)), Is.EqualTo(new double[5]));
        var ones = new SymmetricMatrix(9);
        for (var i = 0; i < 9; i++) ones.Row(i).Fill(1);
        Assert.That(SymmetricEigen.Values(ones), Is.EqualTo((double[])[9, .. new double[8]]).Within(1e-14));
    }

    [Test]
    public void A_matrix_of_few_directions_has_few_values([Values(1, 8, 60, 200)] int directions)
    {
        // As the covariance of fewer records than components: the rest is what rounding leaves.
        const int Size = 512;
        var random = new Random(directions);
        var matrix = new SymmetricMatrix(Size);
        for (var k = 0; k < directions; k++)
        {
            double[] direction = [.. Enumerable.Range(0, Size).Select(_ => Made.Normal(random) / Size)];
            for (var i = 0; i < Size; i++)
                for (var j = 0; j < Size; j++) matrix[i, j] += direction[i] * direction[j];
        }
        var values = SymmetricEigen.Values(matrix);
        Assert.That(values.Sum(), Is.EqualTo(matrix.Trace()).Within(1e-12));
        Assert.That(values.Count(value => Math.Abs(value) > 1e-14), Is.EqualTo(directions));
    }

    [Test]
    public void Frechet_distance_of_few_records_is_told()
    {
        // Fewer than components, on both sides.
        var (first, second) = (Moments.Of(Made.Rows(60, 512, seed: 3)), Moments.Of(Made.Rows(60, 512, seed: 4)));
        var distance = FrechetDistance.Of(first, second);
        Assert.That(distance, Is.GreaterThan(0).And.EqualTo(FrechetDistance.Of(second, first)!.Value).Within(1e-6));
    }

    [Test]
    public void Frechet_distance_of_normals_along_the_axes_is_known()
    {
        double[] first = [4, 1, 0.25], second = [1, 9, 0.25];
        var expected = 1 + first.Zip(second, (a, b) => a + b - (2 * Math.Sqrt(a * b))).Sum();
        Assert.That(FrechetDistance.Of([1, 0, 0], Diagonal(first), [0, 0, 0], Diagonal(second)), Is.EqualTo(expected).Within(1e-12));
        Assert.That(FrechetDistance.Of([0, 0, 0], Diagonal(first), [0, 0, 0], Diagonal(first)), Is.EqualTo(0).Within(1e-12));
    }

    private static SymmetricMatrix Diagonal(double[] values)
    {
        var matrix = new SymmetricMatrix(values.Length);
        for (var i = 0; i < values.Length; i++) matrix[i, i] = values[i];
        return matrix;
    }

    private static SymmetricMatrix Random(int size, int seed)
    {
        var random = new Random(seed);
        var matrix = new SymmetricMatrix(size);
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++) matrix[i, j] = matrix[j, i] = Made.Normal(random);
        return matrix;
    }
}
