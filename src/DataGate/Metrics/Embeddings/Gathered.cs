using System.Runtime.CompilerServices;

namespace DataGate.Metrics.Embeddings;

/// <summary>Rows in an order in which those near each other mostly stand together: who looks for neighbours meets them early, and finds them in cache.</summary>
internal static class Gathered
{
    /// <summary>Rows that the others are gathered around.</summary>
    private const int Pivots = 128;

    /// <summary>The rows by the nearest of the pivots.</summary>
    /// <param name="rows">The rows, or their <see cref="Shadows"/>.</param>
    /// <param name="around">Its first rows are the pivots.</param>
    /// <param name="threads">Changes nothing.</param>
    public static int[] Order(Vectors rows, Vectors around, int threads)
    {
        var pivots = around.Take([.. Enumerable.Range(0, Math.Min(Pivots, around.Count))]);
        var halves = new float[pivots.Count];
        for (var i = 0; i < halves.Length; i++) halves[i] = (float)(Lines.SquaredLength(pivots[i]) / 2);
        var panels = new Panels(pivots);
        var width = panels.Count * Panels.Width;
        var nearest = new int[rows.Count];
        Blocks.Run(rows.Count, threads, (from, to) =>
        {
            var dots = new float[Panels.Height * width];
            foreach (var group in Blocks.Groups(from, to))
            {
                panels.Dots(rows, group.Rows, 0, panels.Count, dots);
                for (var i = 0; i < group.Rows.Length; i++) nearest[group.First + i] = Nearest(dots.AsSpan(i * width, halves.Length), halves);
            }
        });
        var order = new int[rows.Count];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        Array.Sort(nearest, order);
        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Nearest(ReadOnlySpan<float> dots, float[] halves)
    {
        var nearest = 0;
        for (var i = 1; i < halves.Length; i++)
            if (dots[i] - halves[i] > dots[nearest] - halves[nearest]) nearest = i;
        return nearest;
    }
}
