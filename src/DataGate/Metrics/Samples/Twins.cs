namespace DataGate.Metrics.Samples;

/// <summary>Whether two records are twins; on integers, so that a similarity just at the limit is no matter of rounding.</summary>
internal sealed class Twins
{
    private const long Parts = 1_000_000_000;
    private readonly long _limit;

    /// <param name="jaccard">The limit, above 0 and at most 1; digits beyond the ninth don't count.</param>
    public Twins(double jaccard)
    {
        if (!(jaccard is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(jaccard));
        _limit = Math.Max(1, (long)Math.Round(jaccard * Parts));
    }

    /// <summary>Whether |A ∩ B| / |A ∪ B| reaches the limit; both sets sorted.</summary>
    public bool Alike(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var sum = (Int128)_limit * ((long)a.Length + b.Length);
        var needed = (long)((sum + (Parts + _limit - 1)) / (Parts + _limit));
        int i = 0, j = 0;
        long common = 0;
        while (common < needed)
        {
            if (common + Math.Min(a.Length - i, b.Length - j) < needed) return false;
            var (x, y) = (a[i], b[j]);
            if (x == y) common++;
            if (x <= y) i++;
            if (y <= x) j++;
        }
        return true;
    }

    /// <summary>Whether a short text is long enough for one edited character to leave it as alike as the limit asks.</summary>
    public bool MayDiffer(int characters) => (characters - 1) * Parts >= characters * _limit;

    /// <summary>Whether one inserted, deleted or replaced character turns one text into the other, or none.</summary>
    public static bool OneEdit(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length > b.Length) return OneEdit(b, a);
        if (b.Length - a.Length > 1) return false;
        var at = a.CommonPrefixLength(b);
        return at == a.Length || (a.Length == b.Length ? a[(at + 1)..].SequenceEqual(b[(at + 1)..]) : a[at..].SequenceEqual(b[(at + 1)..]));
    }
}
