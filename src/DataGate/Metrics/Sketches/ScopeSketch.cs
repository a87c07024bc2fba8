using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// A scope of a dataset (the whole, a tail bucket, one value of a <c>by</c> field) cut by origin into leaves that share no
/// record; every slice is a sum of leaves.
/// </summary>
public sealed class ScopeSketch
{
    private readonly SetSketch[] _leaves;
    private SetSketch? _all;

    public ScopeSketch(Func<SetSketch> newLeaf) =>
        _leaves = [.. Enum.GetValues<RecordOrigin>().Select(_ => newLeaf())];

    private ScopeSketch(IEnumerable<SetSketch> leaves) => _leaves = [.. leaves];

    /// <summary>What this scope has of some kinds, see <see cref="SetSketch.Only"/>.</summary>
    public ScopeSketch Only(ImmutableArray<SketchKind> kinds) => new(_leaves.Select(leaf => leaf.Only(kinds)));

    public SetSketch Leaf(RecordOrigin origin) => _leaves[(int)origin];

    /// <summary>The set of a slice; sealed, for reading only.</summary>
    public SetSketch Slice(SliceName slice)
    {
        var set = slice switch
        {
            SliceName.All => _all ??= Sum(),
            SliceName.Human => Leaf(RecordOrigin.Human),
            SliceName.Synthetic => Leaf(RecordOrigin.Synthetic),
            _ => throw new ArgumentOutOfRangeException(nameof(slice)),
        };
        set.Seal();
        return set;
    }

    public void Add(Document document) => Leaf(document.Origin).Add(document);

    public void Merge(ScopeSketch other)
    {
        _all = null;
        for (var i = 0; i < _leaves.Length; i++) _leaves[i].Merge(other._leaves[i]);
    }

    public void Clear()
    {
        _all = null;
        foreach (var leaf in _leaves) leaf.Clear();
    }

    public void Follow(ScopeSketch whole)
    {
        for (var i = 0; i < _leaves.Length; i++) _leaves[i].Follow(whole._leaves[i]);
    }

    /// <summary>See <see cref="Sketch.Trim"/>.</summary>
    public void Trim(ScopeSketch whole)
    {
        for (var i = 0; i < _leaves.Length; i++) _leaves[i].Trim(whole._leaves[i]);
    }

    /// <summary>See <see cref="Sketch.TrimSum"/>.</summary>
    public void TrimSum(ScopeSketch whole)
    {
        for (var i = 0; i < _leaves.Length; i++) _leaves[i].TrimSum(whole._leaves[i]);
    }

    /// <summary>See <see cref="Sketch.IsFull"/>.</summary>
    public bool IsFull => _leaves.All(leaf => leaf.IsFull);

    public void Save(BinaryWriter writer)
    {
        foreach (var leaf in _leaves) leaf.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        _all = null;
        foreach (var leaf in _leaves) leaf.Load(reader);
    }

    /// <summary>Adds what was saved of a part, see <see cref="SetSketch.MergeSaved"/>.</summary>
    public void MergeSaved(MovedChunks reader, int lane)
    {
        _all = null;
        foreach (var leaf in _leaves) leaf.MergeSaved(reader, lane);
    }

    /// <summary>See <see cref="SetSketch.Held"/>.</summary>
    public IEnumerable<int> Held => _leaves.SelectMany(leaf => leaf.Held);

    /// <summary>See <see cref="SetSketch.Saved"/>.</summary>
    public long Saved => _leaves.Sum(leaf => leaf.Saved);

    /// <summary>See <see cref="SetSketch.Reserve"/>.</summary>
    public void Reserve(Queue<int> held)
    {
        foreach (var leaf in _leaves) leaf.Reserve(held);
    }

    private SetSketch Sum()
    {
        var filled = _leaves.Where(leaf => !leaf.IsEmpty).ToList();
        if (filled.Count == 0) return _leaves[0];
        if (filled.Count == 1) return filled[0];
        var sum = filled[0].New();
        foreach (var leaf in filled) sum.Merge(leaf);
        return sum;
    }
}
