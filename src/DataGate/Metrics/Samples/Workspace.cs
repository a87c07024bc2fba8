namespace DataGate.Metrics.Samples;

/// <summary>Memory that measures over draws share; one a thread.</summary>
public sealed class Workspace
{
    private const int Slots = 6;
    private readonly int[][] _counts = [.. Enumerable.Repeat(Array.Empty<int>(), Slots)];

    /// <summary>
    /// At least <paramref name="size"/> zeros. Whoever takes them leaves them zero again: a walk over the same numbers is cheaper
    /// than clearing them all.
    /// </summary>
    /// <param name="slot">Which of them, 0…5: one measure may hold several at once.</param>
    /// <param name="size">How many.</param>
    public int[] Zeros(int slot, int size)
    {
        if (_counts[slot].Length < size) _counts[slot] = new int[Math.Max(size, _counts[slot].Length * 2)];
        return _counts[slot];
    }
}
