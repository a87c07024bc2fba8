namespace DataGate.Trials;

/// <summary>Random draws without replacement, the same on every run.</summary>
internal static class Draws
{
    public static Row[] Take(Random random, IReadOnlyList<Row> rows, int count)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        random.Shuffle(order);
        return [.. order.Take(count).Select(i => rows[i])];
    }

    /// <summary>Two draws that share no record.</summary>
    public static (Row[] First, Row[] Second) TakeTwo(Random random, IReadOnlyList<Row> rows, int first, int second)
    {
        var both = Take(random, rows, first + second);
        return (both[..first], both[first..]);
    }

    /// <summary>The Wilson 95% interval of a share.</summary>
    public static (double Low, double High) Wilson(int hits, int all)
    {
        const double Z = 1.959964;
        var (n, p) = ((double)all, (double)hits / all);
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n))) / (1 + (Z * Z / n));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
