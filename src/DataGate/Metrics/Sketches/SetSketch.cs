using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>The sketches of one set of documents: those that its metrics need, always with a tally. They are always
/// taken in the order of their kinds.</summary>
public sealed class SetSketch
{
    /// <summary>How many times as many keys as a change touches a whole has, of which a copy is not worth the while.</summary>
    private const int LeastAlike = 16;

    private readonly Sketch?[] _byKind = new Sketch?[Enum.GetValues<SketchKind>().Length];
    private readonly ImmutableArray<Sketch> _sketches;
    private readonly ImmutableArray<SketchKind> _kinds;
    private readonly SketchOptions _options;
    private SetSketch? _spare;

    public SetSketch(IEnumerable<SketchKind> kinds, SketchOptions options)
    {
        _options = options;
        _kinds = SketchOptions.Closure(kinds);
        foreach (var kind in _kinds) _byKind[(int)kind] = options.Create(kind, made => _byKind[(int)made]!);
        _sketches = [.. _kinds.Select(kind => _byKind[(int)kind]!)];
    }

    public Tally Tally => (Tally)_byKind[(int)SketchKind.Tally]!;

    public bool IsEmpty => Tally.Records == 0;

    /// <summary>The sketch of a kind that the set was made with.</summary>
    public TSketch Get<TSketch>(SketchKind kind)
        where TSketch : Sketch =>
        Find<TSketch>(kind) ?? throw new InvalidOperationException($"no metric of this set asked for {kind}");

    public TSketch? Find<TSketch>(SketchKind kind)
        where TSketch : Sketch => (TSketch?)_byKind[(int)kind];

    public void Add(Document document)
    {
        foreach (var sketch in _sketches) sketch.Add(document);
    }

    public void Merge(SetSketch other)
    {
        if (other.IsEmpty) return;
        for (var i = 0; i < _sketches.Length; i++) _sketches[i].Merge(other._sketches[i]);
    }

    /// <summary>
    /// What the set was before a change: without what it added, with what it removed. For kinds that <see cref="SketchOptions.CanRemove"/>
    /// names and that <paramref name="now"/> has; all three sets have the same, or no record. <paramref name="now"/> stays as it is for as long as this is used.
    /// </summary>
    public static SetSketch Before(SetSketch now, SetSketch added, SetSketch removed, IEnumerable<SketchKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(added);
        ArgumentNullException.ThrowIfNull(removed);
        var before = new SetSketch(kinds.Where(kind => now._byKind[(int)kind] is not null), now._options);
        foreach (var kind in before._kinds)
        {
            var sketch = before._byKind[(int)kind]!;
            // A table that few keys change of is not copied for them.
            var whole = now._byKind[(int)kind]!;
            var isNearlyAll = new[] { added, removed }.Sum(part => part.IsEmpty ? 0L : part._byKind[(int)kind]!.Held) < whole.Held / LeastAlike;
            if (isNearlyAll && !now.IsEmpty) sketch.Lean(whole);
            else if (!now.IsEmpty) sketch.Merge(whole);
            if (!removed.IsEmpty) sketch.Merge(removed._byKind[(int)kind]!);
            if (added.IsEmpty) continue;
            var away = added._byKind[(int)kind]!;
            away.Seal();
            sketch.Remove(away);
        }
        return before;
    }

    public void Clear()
    {
        // Also of an empty set: it may have followed another.
        foreach (var sketch in _sketches) sketch.Clear();
    }

    public void Follow(SetSketch whole)
    {
        for (var i = 0; i < _sketches.Length; i++) _sketches[i].Follow(whole._sketches[i]);
    }

    /// <summary>See <see cref="Sketch.Trim"/>.</summary>
    public void Trim(SetSketch whole)
    {
        for (var i = 0; i < _sketches.Length; i++) _sketches[i].Trim(whole._sketches[i]);
    }

    /// <summary>See <see cref="Sketch.TrimSum"/>.</summary>
    public void TrimSum(SetSketch whole)
    {
        for (var i = 0; i < _sketches.Length; i++) _sketches[i].TrimSum(whole._sketches[i]);
    }

    /// <summary>See <see cref="Sketch.IsFull"/>.</summary>
    public bool IsFull => _sketches.All(sketch => sketch.IsFull);

    public void Seal()
    {
        foreach (var sketch in _sketches) sketch.Seal();
    }

    /// <summary>What this set has of some kinds, in a set of just those; empty sketches of what it doesn't have.</summary>
    public SetSketch Only(IEnumerable<SketchKind> kinds)
    {
        var some = new SetSketch(kinds, _options);
        foreach (var kind in some._kinds)
            if (_byKind[(int)kind] is { } sketch) some._byKind[(int)kind]!.Merge(sketch);
        return some;
    }

    /// <summary>An empty set of the same kinds and options.</summary>
    public SetSketch New() => New(_kinds);

    /// <summary>An empty set of the same options.</summary>
    public SetSketch New(IEnumerable<SketchKind> kinds) => new(kinds, _options);

    public void Save(BinaryWriter writer)
    {
        if (writer is not QuickWriter quick)
        {
            foreach (var sketch in _sketches) sketch.Save(writer);
            return;
        }
        // As in merging, what an empty part followed counts for nothing.
        quick.Write(IsEmpty);
        if (IsEmpty) return;
        foreach (var sketch in _sketches) quick.Section(() => sketch.Save(quick));
    }

    public void Load(BinaryReader reader)
    {
        if (reader is not MovedChunks)
        {
            foreach (var sketch in _sketches) sketch.Load(reader);
            return;
        }
        Clear();
        if (reader.ReadBoolean()) return;
        foreach (var sketch in _sketches)
        {
            reader.ReadInt64();
            sketch.Load(reader);
        }
    }

    /// <summary>Adds what was saved of a part, as merging it would: the sketches of one lane, and nothing else.</summary>
    /// <param name="reader">What was saved.</param>
    /// <param name="lane">See <see cref="Lanes"/>.</param>
    public void MergeSaved(MovedChunks reader, int lane)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.ReadBoolean()) return;
        for (var i = 0; i < _sketches.Length; i++)
        {
            var length = reader.ReadInt64();
            if (Lanes.Of(_kinds[i]) == lane) _sketches[i].MergeSaved(reader, Spare._sketches[i]);
            else reader.Next(length);
        }
    }

    /// <summary>How many keys each sketch holds, in their order, see <see cref="Sketch.Held"/>.</summary>
    public IEnumerable<int> Held => _sketches.Select(sketch => sketch.Held);

    /// <summary>Keys that are saved, see <see cref="Sketch.Saved"/>.</summary>
    public long Saved => _sketches.Sum(sketch => (long)sketch.Saved);

    /// <summary>Makes room for as many.</summary>
    public void Reserve(Queue<int> held)
    {
        foreach (var sketch in _sketches)
            if (held.TryDequeue(out var keys)) sketch.Reserve(keys);
    }

    /// <summary>Lanes use different sketches of it.</summary>
    private SetSketch Spare => _spare ?? Interlocked.CompareExchange(ref _spare, New(), null) ?? _spare;
}
