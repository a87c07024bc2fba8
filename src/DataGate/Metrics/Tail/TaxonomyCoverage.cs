using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>Share of the leaves of a declared taxonomy that have records. 0…1.</summary>
public sealed class TaxonomyCoverage : Metric
{
    private const int Shown = 20;

    public override string Name => "taxonomy-coverage";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Topics];

    protected override Measurement Value(MetricInput input)
    {
        var topics = input.Set.Get<ValueCounts>(SketchKind.Topics);
        if (topics.TooMany) return new NotJudged($"the taxonomy's field has more than {ValueCounts.MaxValues:N0} values");
        if (input.Leaves.IsEmpty) return new NotJudged("no taxonomy is declared");
        var bare = input.Leaves.Where(leaf => !topics.Counts.ContainsKey(leaf)).ToList();
        return Measured.Exact((double)(input.Leaves.Length - bare.Count) / input.Leaves.Length, input.Set.Tally.Records) with
        {
            Explain = () => [.. bare.Take(Shown).Select(leaf => new Evidence("leaf without records", Excerpts.Of(leaf), 0, []))],
        };
    }
}
