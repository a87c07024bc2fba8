namespace DataGate.Metrics.Samples;

/// <summary>Counting the n-grams of draws in shared memory.</summary>
internal static class DrawCounts
{
    /// <summary>Adds each n-gram's occurrences, up to <see cref="int.MaxValue"/>; all of them in total.</summary>
    public static long Add(GramNumbers grams, Draw draw, int[] counts)
    {
        var total = Total(grams, draw);
        if (total > int.MaxValue)
        {
            AddUpToMost(grams, draw, counts);
            return total;
        }
        for (var i = 0; i < draw.Count; i++)
        {
            var times = draw.Times[i];
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i])) counts[id] += times;
        }
        return total;
    }

    /// <summary>A sum of two counts, up to <see cref="int.MaxValue"/>: few texts may have billions of copies.</summary>
    public static int Sum(int count, int times) => (int)Math.Min(int.MaxValue, (long)count + times);

    private static long Total(GramNumbers grams, Draw draw)
    {
        var total = 0L;
        for (var i = 0; i < draw.Count; i++) total += (long)grams.Of(draw.Documents[i], draw.Lengths[i]).Length * draw.Times[i];
        return total;
    }

    private static void AddUpToMost(GramNumbers grams, Draw draw, int[] counts)
    {
        for (var i = 0; i < draw.Count; i++)
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i])) counts[id] = Sum(counts[id], draw.Times[i]);
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
