using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Verdicts;

/// <summary>The records of several datasets together: what a spanning metric says of them, or why it says nothing.</summary>
/// <param name="parts">The members with records, in their order, each under its name in the union.</param>
/// <param name="today">Days since 1970-01-01.</param>
internal sealed class UnionSum(ImmutableArray<(string Name, UnionPart Part)> parts, int today)
{
    private readonly ScopeSketch? _sums = Sum(parts);

    public Measurement Measure(Budget budget)
    {
        if (_sums is null) return new NotJudged("there are no records");
        if (budget.Metric == "depth") return Undecided() ?? (Measurement)Deepest();
        var words = WordSplitter.For(Words.Unicode, 0);
        var measured = MetricCatalog.Get(budget.Metric).Measure(new MetricInput(_sums, _sums, SliceName.All, words)
        {
            Ancestry = new(() => throw new InvalidOperationException("lines of descent don't cross datasets")),
            Samples = new SampleReader(words),
            Unit = budget.Of,
            Today = today,
        });
        return measured is Measured value ? value with { Explain = null } : measured;
    }

    /// <summary>What one of the members doesn't know, the union doesn't.</summary>
    private NotJudged? Undecided() =>
        parts.Select(part => part.Part.Depth is NotJudged none ? new NotJudged($"of '{part.Name}', {none.Reason}") : null).FirstOrDefault(none => none is not null);

    /// <summary>The deepest of the members.</summary>
    private Measured Deepest()
    {
        var known = parts.Select(part => (part.Name, Depth: (Measured)part.Part.Depth)).ToList();
        var gap = known.FirstOrDefault(depth => depth.Depth.Incomplete is not null);
        return Measured.Exact(known.Max(depth => depth.Depth.Value), known.Sum(depth => depth.Depth.Records)) with
        {
            Incomplete = gap.Depth is null ? null : $"of '{gap.Name}', {gap.Depth.Incomplete}",
        };
    }

    private static ScopeSketch? Sum(ImmutableArray<(string Name, UnionPart Part)> parts)
    {
        if (parts.IsEmpty) return null;
        var sum = new ScopeSketch(() => parts[0].Part.Sums.Leaf(RecordOrigin.Human).New());
        foreach (var (_, part) in parts) sum.Merge(part.Sums);
        return sum;
    }
}
