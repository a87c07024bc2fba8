using System.Collections.Immutable;
using System.Numerics;

namespace DataGate.Metrics.Sketches;

/// <summary>A set of kinds, being collected.</summary>
public sealed class SketchKinds
{
    private uint _bits;

    public SketchKinds Add(SketchKind kind)
    {
        _bits |= 1u << (int)kind;
        return this;
    }

    public SketchKinds Add(ImmutableArray<SketchKind> kinds)
    {
        foreach (var kind in kinds) Add(kind);
        return this;
    }

    public SketchKinds Add(IEnumerable<SketchKind> kinds)
    {
        foreach (var kind in kinds) Add(kind);
        return this;
    }

    public bool Contains(SketchKind kind) => (_bits >> (int)kind & 1) != 0;

    /// <summary>The longest n-grams that sketches of the kinds read, 1…5.</summary>
    public int Orders
    {
        get
        {
            for (var kind = SketchKind.Grams5; kind > SketchKind.Grams1; kind--)
                if (Contains(kind)) return kind - SketchKind.Grams1 + 1;
            return 1;
        }
    }

    /// <summary>In their order, each once.</summary>
    public ImmutableArray<SketchKind> ToImmutable()
    {
        var kinds = new SketchKind[BitOperations.PopCount(_bits)];
        for (var (bits, i) = (_bits, 0); bits != 0; bits &= bits - 1) kinds[i++] = (SketchKind)BitOperations.TrailingZeroCount(bits);
        return [.. kinds];
    }
}
