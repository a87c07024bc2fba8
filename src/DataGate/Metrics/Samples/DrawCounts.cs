namespace DataGate.Metrics.Samples;

/// <summary>Counting the n-grams of draws in shared memory.</summary>
internal static class DrawCounts
{
    /// <summary>Adds each n-gram's occurrences; all of them in total.</summary>
    public static long Add(GramNumbers grams, Draw draw, int[] counts)
    {
        var total = 0L;
        for (var i = 0; i < draw.Count; i++)
        {
            var ids = grams.Of(draw.Documents[i], draw.Lengths[i]);
            var times = draw.Times[i];
            total += (long)ids.Length * times;
            foreach (var id in ids) counts[id] += times;
        }
        return total;
    }

    /// <summary>Makes whatever stands at a draw's n-grams zero.</summary>
    public static void Clear(GramNumbers grams, Draw draw, int[] counts)
    {
        // A walk from place to place costs many times what as many places in a row do.
        if (draw.Tokens > grams.Types / 16)
        {
            Array.Clear(counts, 0, grams.Types);
            return;
        }
        for (var i = 0; i < draw.Count; i++)
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i])) counts[id] = 0;
    }
}
