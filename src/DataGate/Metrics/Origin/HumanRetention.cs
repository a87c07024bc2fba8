using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>The human records of a dataset before a change, and those of them that it removes.</summary>
/// <param name="Before">Human records before the change.</param>
/// <param name="Removed">The set of those that are gone.</param>
public sealed record HumanRecords(long Before, SetSketch Removed);

/// <summary>Share of the human records before a change that are there after it, by text: 1 − removed / before. 0…1; 1 where there were none.</summary>
public sealed class HumanRetention : Metric
{
    public const string MetricName = "human-retention";

    private const int MaxPlaces = 5;

    public override string Name => MetricName;

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Sample];

    protected override SetSketch Required(MetricInput input) => input.Whole.Slice(SliceName.All);

    protected override Measurement Value(MetricInput input)
    {
        if (input.Human is not { } human) return new NotJudged("there is no change to judge; 'check --since REV' judges one");
        var removed = human.Removed.Tally;
        return Measured.Exact(human.Before == 0 ? 1 : 1 - ((double)removed.Records / human.Before), human.Before) with
        {
            Explain = () => removed.Records == 0 ? [] : [new Evidence("human records that are gone", Excerpt(human.Removed), removed.Records, Places(human.Removed))],
        };
    }

    private static ImmutableArray<Place> Places(SetSketch removed) =>
        [.. removed.Get<DocumentSample>(SketchKind.Sample).Texts.SelectMany(text => text.Places).Order().Take(MaxPlaces)];

    private static string? Excerpt(SetSketch removed) =>
        removed.Get<DocumentSample>(SketchKind.Sample).Texts.OrderBy(text => text.Places.FirstOrDefault(Place.None)).FirstOrDefault() is { } first ? Excerpts.Of(first.Text) : null;
}
