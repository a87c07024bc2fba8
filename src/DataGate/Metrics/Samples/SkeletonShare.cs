using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>Largest share of the records that have the same <see cref="Shape"/>: a template with its slots filled is one shape.</summary>
public sealed class SkeletonShare : DrawMetric
{
    private const int Shown = 5;

    public override string Name => "skeleton-share";

    public override bool EqualLengths => false;

    public override bool IsShareOfRecords => true;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var shapes = input.Corpus.Share(static corpus => new Shapes(corpus)).Numbers;
        var counts = input.Work.Zeros(0, shapes.Types);
        var most = 0L;
        for (var i = 0; i < draw.Count; i++)
        {
            ref var count = ref counts[shapes.Of(draw.Documents[i])];
            count = DrawCounts.Sum(count, draw.Times[i]);
            most = Math.Max(most, count);
        }
        foreach (var document in draw.Documents) counts[shapes.Of(document)] = 0;
        return (double)most / draw.Records;
    }

    /// <summary>The shapes of more than one record, the commonest first.</summary>
    public static ImmutableArray<Evidence> Evidence(Corpus corpus, Draw draw)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(draw);
        var shapes = corpus.Share(static corpus => new Shapes(corpus)).Numbers;
        return
        [
            .. Enumerable.Range(0, draw.Count)
                .GroupBy(entry => shapes.Of(draw.Documents[entry]), (_, entries) => entries.ToList())
                .Select(entries => (Texts: entries.Select(entry => corpus.Text(draw.Documents[entry])).ToList(), Records: entries.Sum(entry => (long)draw.Times[entry])))
                .Where(found => found.Records > 1)
                .OrderByDescending(found => found.Records).ThenBy(found => found.Texts.Min(text => text.Content))
                .Take(Shown)
                .Select(found => new Evidence(
                    "shared shape", Excerpts.Of(Shape.Of(found.Texts[0].Text)), found.Records,
                    [.. found.Texts.SelectMany(text => text.Places).Distinct().Order().Take(SampledText.MaxPlaces)])),
        ];
    }

    private sealed class Shapes(Corpus corpus)
    {
        public DocumentNumbers Numbers { get; } = DocumentNumbers.By(corpus, document => Shape.Of(corpus.Text(document).Text));
    }
}
