using System.Collections.Immutable;
using System.Numerics;

namespace DataGate.Metrics.Sketches;

/// <summary>Every kind of sketch that a metric may need; those that others read come before them.</summary>
public enum SketchKind
{
    Tally,
    Grams1,
    Grams2,
    Grams3,
    Grams4,
    Grams5,
    Contents,
    Openings,
    Labels,
    Topics,
    Generators,
    Generations,
    Dates,
    Lineage,
    Sample,
    Sources,
}

/// <summary>What fixes the size of sketches; the same for all parts of one set.</summary>
/// <param name="Entries">Different n-grams (of each order), contents and openings counted exactly.</param>
/// <param name="Sample">Different contents kept with their text.</param>
/// <param name="SampleBytes">Bytes of text kept at most.</param>
public sealed record SketchOptions(int Entries, int Sample, long SampleBytes)
{
    private const int LeastEntries = 1 << 10;
    private const long LeastSampleBytes = 64 << 10;

    /// <summary>Bytes that ids and parents may take, see <see cref="Lineage"/>. Default: 32 MB.</summary>
    public long LineageBytes { get; init; } = 32L << 20;

    /// <summary>Bytes that a sampled text counts for beside its own. Default: 0.</summary>
    public int TextCost { get; init; }

    /// <summary>By how many powers of two what is known of unheld keys is coarser than usual. Default: 0.</summary>
    public int Coarser { get; init; }

    /// <summary>Whether sketches of this size hold all that those of another would.</summary>
    public bool Holds(SketchOptions other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Entries >= other.Entries && Sample >= other.Sample && SampleBytes >= other.SampleBytes && LineageBytes >= other.LineageBytes
            && this with { Entries = other.Entries, Sample = other.Sample, SampleBytes = other.SampleBytes, LineageBytes = other.LineageBytes } == other;
    }

    /// <summary>
    /// The sizes of each of so many groups of one set: together their tables hold about what one set's do, and their samples twice as much. They depend on the
    /// number of groups alone, and never grow with it.
    /// </summary>
    public SketchOptions Among(int groups)
    {
        if (groups <= 1) return this;
        var halvings = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)groups));
        return this with
        {
            Entries = Math.Max(Math.Min(Entries, LeastEntries), Entries >> halvings),
            SampleBytes = Math.Max(Math.Min(SampleBytes, LeastSampleBytes), SampleBytes >> (halvings - 1)),
            TextCost = 256,
            Coarser = Math.Clamp(halvings - 3, 0, 6),
        };
    }

    /// <summary>Whether a sketch of the kind can say what it would be without a part: sums can, extremes and lines of descent can't.</summary>
    public static bool CanRemove(SketchKind kind) =>
        kind is SketchKind.Tally or (>= SketchKind.Grams1 and <= SketchKind.Topics) or SketchKind.Generators or SketchKind.Sample;

    /// <summary>All that a set needs for what its metrics ask for: a tally always, and what the kinds themselves read; in order.</summary>
    public static ImmutableArray<SketchKind> Closure(IEnumerable<SketchKind> kinds) => Closure(new SketchKinds().Add(kinds));

    /// <summary>The same; adds to <paramref name="kinds"/>.</summary>
    public static ImmutableArray<SketchKind> Closure(SketchKinds kinds)
    {
        kinds.Add(SketchKind.Tally);
        if (kinds.Contains(SketchKind.Sample)) kinds.Add(SketchKind.Contents);
        return kinds.ToImmutable();
    }

    /// <param name="kind">What to make.</param>
    /// <param name="made">Finds the set's sketch of an earlier kind.</param>
    public Sketch Create(SketchKind kind, Func<SketchKind, Sketch> made) => kind switch
    {
        SketchKind.Tally => new Tally(),
        >= SketchKind.Grams1 and <= SketchKind.Grams5 => new GramCounts(kind - SketchKind.Grams1 + 1, Entries, BucketRest.MostClasses - Coarser),
        SketchKind.Contents => new Contents(Entries, HeavyRest.MostCells - Coarser),
        SketchKind.Openings => new Openings(Entries, HeavyRest.MostCells - Coarser),
        SketchKind.Labels => new ValueCounts(document => document.Label),
        SketchKind.Topics => new ValueCounts(document => document.Topic),
        SketchKind.Generators => new ValueCounts(document => document.Generator),
        SketchKind.Generations => new NumberRange(document => document.Generation),
        SketchKind.Dates => new NumberRange(document => document.Created),
        SketchKind.Lineage => new Lineage(LineageBytes),
        SketchKind.Sample => new DocumentSample(Sample, SampleBytes, (Contents)made(SketchKind.Contents), TextCost),
        SketchKind.Sources => new SourceTexts(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
