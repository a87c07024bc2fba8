namespace DataGate.Metrics.Sketches;

/// <summary>Order statistics.</summary>
internal static class Selection
{
    /// <summary>The value that <paramref name="rank"/> others are smaller than (all different); reorders <paramref name="values"/>. Hoare's quickselect.</summary>
    public static ulong Smallest(Span<ulong> values, int rank)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            var pivot = Median(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot) i++;
                while (values[j] > pivot) j--;
                if (i > j) break;
                (values[i], values[j]) = (values[j], values[i]);
                i++;
                j--;
            }
            if (rank <= j) high = j;
            else if (rank >= i) low = i;
            else break;
        }
        return values[rank];
    }

    private static ulong Median(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
