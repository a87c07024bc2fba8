using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>A metric of how the synthetic records spread over the generators that made them.</summary>
public abstract class Generators : Metric
{
    private const int Shown = 5;

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Generators];

    /// <summary>The value, given how many records each generator made, most first.</summary>
    protected abstract double Of(IReadOnlyList<long> records);

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic);
        if (synthetic.IsEmpty) return new NotJudged("there are no synthetic records");
        var generators = synthetic.Get<ValueCounts>(SketchKind.Generators);
        if (generators.TooMany) return new NotJudged($"there are more than {ValueCounts.MaxValues:N0} generators");
        if (generators.Counts.Count == 0) return new NotJudged("no synthetic record names its generator");
        var ranked = generators.Counts.OrderByDescending(pair => pair.Value.Times).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return Measured.Exact(Of([.. ranked.Select(pair => pair.Value.Weight)]), synthetic.Tally.Records) with
        {
            Incomplete = generators.Missing.Times == 0 ? null : $"{generators.Missing.Times} synthetic records name no generator",
            Explain = () => [.. ranked.Take(Shown).Select(pair => new Evidence("generator", Excerpts.Of(pair.Key), pair.Value.Times, Rows.Of(pair.Value)))],
        };
    }
}

/// <summary>The largest generator's share of the synthetic records. In (0, 1].</summary>
public sealed class SourceShare : Generators
{
    public override string Name => "source-share";

    protected override double Of(IReadOnlyList<long> records) => (double)records[0] / records.Sum();
}

/// <summary>exp of the Shannon entropy of the synthetic records over generators (Hill number of order 1): 1 for one generator, k for k equal ones.</summary>
public sealed class EffectiveSources : Generators
{
    public override string Name => "effective-sources";

    protected override double Of(IReadOnlyList<long> records)
    {
        double total = records.Sum(), entropy = 0;
        foreach (var count in records) entropy -= count / total * Math.Log(count / total);
        return Math.Exp(entropy);
    }
}
