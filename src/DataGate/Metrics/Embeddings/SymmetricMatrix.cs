namespace DataGate.Metrics.Embeddings;

/// <summary>A square matrix in double precision, row by row; whoever fills it keeps it symmetric.</summary>
/// <param name="size">Rows, and columns.</param>
public sealed class SymmetricMatrix(int size)
{
    private readonly double[] _entries = new double[size * size];

    /// <summary>Rows, and columns.</summary>
    public int Size => size;

    public ref double this[int row, int column] => ref _entries[(row * size) + column];

    public Span<double> Row(int row) => _entries.AsSpan(row * size, size);

    /// <summary>The sum of the diagonal.</summary>
    public double Trace()
    {
        double trace = 0;
        for (var i = 0; i < size; i++) trace += this[i, i];
        return trace;
    }

    /// <summary>The sum of the squares of all entries: of the squares of the eigenvalues.</summary>
    public double SquaredNorm()
    {
        double sum = 0;
        for (var i = 0; i < size; i++) sum += Lines.Dot(Row(i), Row(i));
        return sum;
    }

    public SymmetricMatrix Copy()
    {
        var copy = new SymmetricMatrix(size);
        _entries.CopyTo(copy._entries, 0);
        return copy;
    }

    /// <summary>M X M, with this matrix as M.</summary>
    public SymmetricMatrix Around(SymmetricMatrix inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        var (half, whole) = (new SymmetricMatrix(size), new SymmetricMatrix(size));
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++) Lines.Add(half.Row(i), this[i, j], inner.Row(j));
        // Both sides of the diagonal by one product each: what rounding makes of them must not differ.
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++) whole[i, j] = whole[j, i] = Lines.Dot(half.Row(i), Row(j));
        return whole;
    }
}
