using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Embeddings;

/// <summary>Rows of equally many single-precision components, side by side in memory; every component is finite.</summary>
public sealed class Vectors
{
    private readonly float[] _components;

    /// <param name="dimensions">Components of a row, 1 or more.</param>
    /// <param name="components">All rows, one behind the other; not copied.</param>
    /// <exception cref="ArgumentException">No whole number of rows, or a component that is not a finite number.</exception>
    public Vectors(int dimensions, float[] components)
    {
        ArgumentNullException.ThrowIfNull(components);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (components.Length % dimensions != 0) throw new ArgumentException("the components are no whole number of rows", nameof(components));
        if (!Lines.AreFinite(components)) throw new ArgumentException("a component is not a finite number", nameof(components));
        (Dimensions, Count, _components) = (dimensions, components.Length / dimensions, components);
    }

    /// <summary>Of components that other rows had.</summary>
    private Vectors(float[] known, int dimensions) => (Dimensions, Count, _components) = (dimensions, known.Length / dimensions, known);

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>Components of a row.</summary>
    public int Dimensions { get; }

    /// <summary>A row's components.</summary>
    public ReadOnlySpan<float> this[int row] => _components.AsSpan(row * Dimensions, Dimensions);

    /// <summary>All rows, one behind the other.</summary>
    public ReadOnlySpan<float> Components => _components;

    /// <summary>These rows and then others.</summary>
    public Vectors With(Vectors other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Dimensions != Dimensions) throw new ArgumentException("the rows have different numbers of components", nameof(other));
        return new Vectors([.. _components, .. other._components], Dimensions);
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public Vectors Take(ReadOnlySpan<int> rows)
    {
        var taken = new float[rows.Length * Dimensions];
        for (var i = 0; i < rows.Length; i++) this[rows[i]].CopyTo(taken.AsSpan(i * Dimensions));
        return new Vectors(taken, Dimensions);
    }

    /// <summary>Each row brought to Euclidean length 1; a row of zeros stays.</summary>
    public Vectors Normalised() => Normalised([.. Enumerable.Range(0, Count)], threads: 1);

    /// <summary>Some of the rows, in the order given, each brought to Euclidean length 1; a row of zeros stays.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="threads">Changes no number.</param>
    internal Vectors Normalised(int[] rows, int threads)
    {
        var scaled = GC.AllocateUninitializedArray<float>(rows.Length * Dimensions);
        Blocks.Run(rows.Length, threads, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                var row = this[rows[i]];
                var length = Math.Sqrt(Lines.SquaredLength(row));
                Lines.Scale(row, length > 0 ? 1 / length : 0, scaled.AsSpan(i * Dimensions, Dimensions));
            }
        });
        return new Vectors(scaled, Dimensions);
    }

    /// <summary>The rows without those that repeat an earlier one bit for bit (0 and −0 are one), in their order.</summary>
    /// <param name="threads">Changes nothing.</param>
    public Vectors Distinct(int threads = 1)
    {
        var classes = Classes(out var count, threads);
        var first = new int[count];
        for (var row = Count - 1; row >= 0; row--) first[classes[row]] = row;
        return count == Count ? this : Take(first);
    }

    /// <summary>A number for each row, the same for equal rows: from 0 up, by first occurrence.</summary>
    /// <param name="count">How many numbers.</param>
    /// <param name="threads">Changes no number.</param>
    public int[] Classes(out int count, int threads = 1)
    {
        var hashes = Hashes(threads);
        // The first row of a hash, and behind each row the next different one of its hash.
        var first = new Dictionary<ulong, int>(Count);
        var (classes, next) = (new int[Count], new int[Count]);
        count = 0;
        for (var row = 0; row < Count; row++)
        {
            next[row] = -1;
            ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(first, hashes[row], out var isKnown);
            if (!isKnown) head = row;
            var (other, last) = (isKnown ? head : -1, -1);
            for (; other >= 0 && !this[other].SequenceEqual(this[row]); other = next[other]) last = other;
            classes[row] = other < 0 ? count++ : classes[other];
            if (other < 0 && last >= 0) next[last] = row;
        }
        return classes;
    }

    /// <summary>The rows in an order that depends on what they hold alone.</summary>
    /// <param name="threads">Changes no number.</param>
    public int[] ByContent(int threads = 1)
    {
        var hashes = Hashes(threads);
        var order = new int[Count];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        Array.Sort(hashes, order);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && hashes[to] == hashes[from]) to++;
            if (to > from + 1) order.AsSpan(from, to - from).Sort((a, b) => this[a].SequenceCompareTo(this[b]));
            from = to;
        }
        return order;
    }

    /// <summary>The component where rows begin, for vector loads.</summary>
    internal ref float Start => ref MemoryMarshal.GetArrayDataReference(_components);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float StartOf(int row) => ref Unsafe.Add(ref Start, (nint)row * Dimensions);

    /// <summary>A hash of each row, in which 0 and −0 are one.</summary>
    private ulong[] Hashes(int threads)
    {
        var hashes = new ulong[Count];
        Blocks.Run(Count, threads, (from, to) => Hash(from, to, hashes));
        return hashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Hash(int from, int to, ulong[] hashes)
    {
        // Four at once: each is a chain in which a step waits for the one before.
        for (; from < to; from += 4)
        {
            var (second, third, fourth) = (Math.Min(from + 1, to - 1), Math.Min(from + 2, to - 1), Math.Min(from + 3, to - 1));
            var row0 = this[from];
            var row1 = this[second];
            var row2 = this[third];
            var row3 = this[fourth];
            ulong hash0 = 0, hash1 = 0, hash2 = 0, hash3 = 0;
            for (var i = 0; i < row0.Length; i++)
            {
                hash0 = Hash64.Pair(hash0, BitsOf(row0[i]));
                hash1 = Hash64.Pair(hash1, BitsOf(row1[i]));
                hash2 = Hash64.Pair(hash2, BitsOf(row2[i]));
                hash3 = Hash64.Pair(hash3, BitsOf(row3[i]));
            }
            (hashes[from], hashes[second], hashes[third], hashes[fourth]) = (hash0, hash1, hash2, hash3);
        }
    }

    /// <summary>−0 + 0 is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint BitsOf(float component) => BitConverter.SingleToUInt32Bits(component + 0f);
}
