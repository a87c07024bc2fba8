using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Embeddings;

/// <summary>
/// Squared distances of rows from all of a set, a block at a time: in single precision by dot products, with how far rounding can move them, so that a
/// comparison near its limit can be made again in double precision.
/// </summary>
internal sealed class Distances
{
    private readonly Panels _panels;
    private readonly float[] _lengths;
    private readonly double _longest;

    public Distances(Vectors to)
    {
        To = to;
        _panels = new Panels(to);
        _lengths = new float[_panels.Count * Panels.Width];
        for (var row = 0; row < to.Count; row++)
        {
            var length = Lines.SquaredLength(to[row]);
            _lengths[row] = (float)length;
            _longest = Math.Max(_longest, length);
        }
        // What fills the last panel is near nothing.
        _lengths.AsSpan(to.Count).Fill(float.PositiveInfinity);
    }

    /// <summary>Told the squared distances of a row from a stretch of the set.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The first row of the stretch.</param>
    /// <param name="squares">From it on; infinite beyond the set's end.</param>
    public delegate void Told(int row, int first, ReadOnlySpan<float> squares);

    /// <summary>The set.</summary>
    public Vectors To { get; }

    /// <summary>Panels of the set that stay in a core's own cache beside a few rows.</summary>
    private int Stretch => Math.Clamp(256 * 1024 / _panels.Bytes, 1, Math.Max(1, _panels.Count));

    /// <summary>
    /// How far a squared distance may be off: d additions of products, each off by half a unit in the last place of what is summed, at most the product of
    /// the lengths; and four times that where the rows are <see cref="Shadows"/>, whose components are such sums.
    /// </summary>
    /// <param name="rows">What is compared with the set.</param>
    /// <param name="dimensions">d: components of the rows, or of what they are the shadows of.</param>
    public float Slack(Vectors rows, int dimensions)
    {
        double longest = 0;
        for (var row = 0; row < rows.Count; row++) longest = Math.Max(longest, Lines.SquaredLength(rows[row]));
        var scale = Math.Sqrt(longest) + Math.Sqrt(_longest);
        return (float)((dimensions + 8) * 4 * scale * scale / (1 << 24));
    }

    /// <summary>Goes through rows from … to − 1, stretch by stretch.</summary>
    /// <param name="rows">What is compared with the set.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">Behind the last row.</param>
    /// <param name="told">Told the distances.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(Vectors rows, int from, int to, Told told) => Visit(rows, from, to, told, 0, To.Count);

    /// <summary>The same with a part of the set.</summary>
    /// <param name="rows">What is compared with the set.</param>
    /// <param name="from">The first row.</param>
    /// <param name="to">Behind the last row.</param>
    /// <param name="told">Told the distances.</param>
    /// <param name="start">The part's first row, whole panels before it.</param>
    /// <param name="end">Behind the part's last row; what fills up its last panel is told too.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(Vectors rows, int from, int to, Told told, int start, int end)
    {
        var squares = new float[Panels.Height * Stretch * Panels.Width];
        var lengths = new float[to - from];
        for (var row = from; row < to; row++) lengths[row - from] = (float)Lines.SquaredLength(rows[row]);
        var which = new int[Panels.Height];
        var last = (end + Panels.Width - 1) / Panels.Width;
        for (var panel = (start + Panels.Width - 1) / Panels.Width; panel < last; panel += Stretch)
        {
            var panels = Math.Min(Stretch, last - panel);
            var width = panels * Panels.Width;
            for (var first = from; first < to; first += Panels.Height)
            {
                var group = which.AsSpan(0, Math.Min(Panels.Height, to - first));
                for (var i = 0; i < group.Length; i++) group[i] = first + i;
                _panels.Dots(rows, group, panel, panels, squares);
                for (var i = 0; i < group.Length; i++)
                {
                    var own = squares.AsSpan(i * width, width);
                    Square(own, lengths[group[i] - from], _lengths.AsSpan(panel * Panels.Width, width));
                    told(group[i], panel * Panels.Width, own);
                }
            }
        }
    }

    /// <summary>‖x − y‖² = ‖x‖² + ‖y‖² − 2 x·y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Square(Span<float> dots, float length, ReadOnlySpan<float> lengths)
    {
        ref var products = ref MemoryMarshal.GetReference(dots);
        ref var others = ref MemoryMarshal.GetReference(lengths);
        var (own, two) = (Vector256.Create(length), Vector256.Create(-2f));
        for (nuint i = 0; i < (nuint)dots.Length; i += 8)
            Vector256.MultiplyAddEstimate(two, Vector256.LoadUnsafe(ref products, i), own + Vector256.LoadUnsafe(ref others, i)).StoreUnsafe(ref products, i);
    }
}
