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
        foreach (var component in components)
            if (!float.IsFinite(component)) throw new ArgumentException("a component is not a finite number", nameof(components));
        (Dimensions, Count, _components) = (dimensions, components.Length / dimensions, components);
    }

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
        return new Vectors(Dimensions, [.. _components, .. other._components]);
    }

    /// <summary>Some of the rows, in the order given.</summary>
    public Vectors Take(ReadOnlySpan<int> rows)
    {
        var taken = new float[rows.Length * Dimensions];
        for (var i = 0; i < rows.Length; i++) this[rows[i]].CopyTo(taken.AsSpan(i * Dimensions));
        return new Vectors(Dimensions, taken);
    }

    /// <summary>Each row brought to Euclidean length 1; a row of zeros stays.</summary>
    public Vectors Normalised()
    {
        var scaled = new float[_components.Length];
        for (var row = 0; row < Count; row++)
        {
            var length = Math.Sqrt(Lines.SquaredLength(this[row]));
            var factor = length > 0 ? 1 / length : 0;
            for (var i = 0; i < Dimensions; i++) scaled[(row * Dimensions) + i] = (float)(this[row][i] * factor);
        }
        return new Vectors(Dimensions, scaled);
    }

    /// <summary>The rows without those that repeat an earlier one bit for bit (0 and −0 are one), in their order.</summary>
    public Vectors Distinct()
    {
        var classes = Classes(out var count);
        var first = new int[count];
        for (var row = Count - 1; row >= 0; row--) first[classes[row]] = row;
        return count == Count ? this : Take(first);
    }

    /// <summary>A number for each row, the same for equal rows: from 0 up, by first occurrence.</summary>
    public int[] Classes(out int count)
    {
        var known = new Dictionary<ulong, List<int>>();
        var classes = new int[Count];
        count = 0;
        for (var row = 0; row < Count; row++)
        {
            ref var rows = ref CollectionsMarshal.GetValueRefOrAddDefault(known, HashOf(row), out _);
            rows ??= [];
            var twin = -1;
            foreach (var other in rows)
                if (this[other].SequenceEqual(this[row])) twin = other;
            classes[row] = twin < 0 ? count++ : classes[twin];
            if (twin < 0) rows.Add(row);
        }
        return classes;
    }

    /// <summary>The rows in an order that depends on what they hold alone.</summary>
    public int[] ByContent()
    {
        var keys = new (ulong Hash, int Row)[Count];
        for (var row = 0; row < Count; row++) keys[row] = (HashOf(row), row);
        Array.Sort(keys, (a, b) => a.Hash != b.Hash ? a.Hash.CompareTo(b.Hash) : this[a.Row].SequenceCompareTo(this[b.Row]));
        return [.. keys.Select(key => key.Row)];
    }

    /// <summary>The component where rows begin, for vector loads.</summary>
    internal ref float Start => ref MemoryMarshal.GetArrayDataReference(_components);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref float StartOf(int row) => ref Unsafe.Add(ref Start, (nint)row * Dimensions);

    private ulong HashOf(int row)
    {
        ulong hash = 0;
        foreach (var component in this[row]) hash = Hash64.Pair(hash, BitConverter.SingleToUInt32Bits(component == 0 ? 0 : component));
        return hash;
    }
}
