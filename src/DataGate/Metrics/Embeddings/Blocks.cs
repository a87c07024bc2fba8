namespace DataGate.Metrics.Embeddings;

/// <summary>Rows in blocks that threads take; whatever is computed of a row depends on neither.</summary>
internal static class Blocks
{
    /// <summary>Rows of a block: with as many, what a block is compared with is read from memory seldom enough.</summary>
    public const int Size = 32 * Panels.Height;

    /// <summary>Runs an action for each block, on so many threads at most.</summary>
    public static void Run(int count, int threads, Action<int, int> action)
    {
        var blocks = (count + Size - 1) / Size;
        if (threads <= 1)
        {
            for (var block = 0; block < blocks; block++) action(block * Size, Math.Min(count, (block + 1) * Size));
            return;
        }
        // One by one, as some take longer than others.
        var taken = -1;
        Parallel.For(0, Math.Min(threads, blocks), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (int block; (block = Interlocked.Increment(ref taken)) < blocks;) action(block * Size, Math.Min(count, (block + 1) * Size));
        });
    }

    /// <summary>Rows from … to − 1 in groups of <see cref="Panels.Height"/>, the last one smaller.</summary>
    public static IEnumerable<(int First, int[] Rows)> Groups(int from, int to)
    {
        for (var first = from; first < to; first += Panels.Height)
        {
            var rows = new int[Math.Min(Panels.Height, to - first)];
            for (var i = 0; i < rows.Length; i++) rows[i] = first + i;
            yield return (first, rows);
        }
    }
}
