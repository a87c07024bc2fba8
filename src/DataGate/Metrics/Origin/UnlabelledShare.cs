using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>Share of records that no origin rule matches, whatever the policy takes them for. 0…1.</summary>
public sealed class UnlabelledShare : Metric
{
    public override string Name => "unlabelled";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Tally];

    protected override Measurement Value(MetricInput input)
    {
        var tally = input.Set.Tally;
        return Measured.Exact((double)tally.Unmatched.Weight / tally.Records, tally.Records) with { Explain = () => Explain(input, tally.Unmatched) };
    }

    private static ImmutableArray<Evidence> Explain(MetricInput input, Copies unmatched)
    {
        if (unmatched.Times == 0) return [];
        // Texts of the sources are gathered of the whole alone.
        var like = ReferenceEquals(input.Scope, input.Whole) ? KnownSources.Resembled(input.Whole, input.HumanName, input.Words) : [];
        return [new Evidence("records of unknown origin", null, unmatched.Times, Rows.Of(unmatched)), .. like];
    }
}
