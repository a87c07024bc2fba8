using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>
/// How many generations stand between the synthetic records and human ones, at most: 1 is made from human data, 2 from synthetic data made from
/// human data, and so on. By what a record says of its generation or by following its parents, whichever is more. 0 without synthetic records.
/// </summary>
public sealed class Depth : Metric
{
    public override string Name => "depth";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Generations, SketchKind.Lineage];

    protected override Measurement Value(MetricInput input)
    {
        var synthetic = input.Scope.Leaf(RecordOrigin.Synthetic);
        if (synthetic.IsEmpty) return Measured.Exact(0, input.Set.Tally.Records);
        var generations = synthetic.Get<NumberRange>(SketchKind.Generations);
        var ancestry = input.Ancestry.Value;
        if (ancestry.TooMany) return new NotJudged(Anchored.BeyondMemory);
        var lineage = synthetic.Get<Lineage>(SketchKind.Lineage);
        lineage.Seal();
        if (generations.Known == 0 && lineage.Parents == 0) return new NotJudged("no synthetic record says its generation or its parents");

        var deepest = generations.Known == 0 ? 0 : generations.Largest.Number;
        var silent = lineage.Silent.Weight;
        for (var i = 0; i < lineage.Count; i++)
        {
            var line = ancestry.Of(ancestry.Find(lineage.Place(i)));
            deepest = Math.Max(deepest, line.Depth);
            if (line.IsSilent) silent++;
        }
        return Measured.Exact(deepest, synthetic.Tally.Records) with
        {
            Incomplete = silent == 0 ? null : $"{silent} synthetic records don't say their generation",
            Explain = () => Deepest(deepest, generations, lineage, ancestry),
        };
    }

    private static ImmutableArray<Evidence> Deepest(int deepest, NumberRange generations, Lineage lineage, Ancestry ancestry)
    {
        var records = generations.Known > 0 && generations.Largest.Number == deepest ? generations.Largest.Records : new Copies(0, Place.None, Place.None);
        var first = -1;
        for (var i = 0; i < lineage.Count; i++)
        {
            var record = ancestry.Find(lineage.Place(i));
            if (ancestry.Of(record).Depth != deepest) continue;
            if (first < 0 && ancestry.HasParents(record)) first = record;
            if (lineage.Generation(i) != deepest) records = Copies.Merge(records, Copies.One(lineage.Place(i)));
        }
        var evidence = ImmutableArray.Create(new Evidence($"records of generation {deepest}", null, records.Times, Rows.Of(records)));
        if (first < 0) return evidence;
        var chain = ancestry.DeepestChain(first);
        return chain.Length < 2 ? evidence : evidence.Add(new Evidence("one of them, and what it was made from, step by step", null, chain.Length, chain));
    }
}
