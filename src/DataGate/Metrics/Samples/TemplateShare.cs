using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Share of the records that were made from a template, as far as words tell: those with a frame (<see cref="Frames"/>) that at least three different texts of the draw
/// have. Many templates count together, where <see cref="SkeletonShare"/> takes the largest.
/// </summary>
public sealed class TemplateShare : DrawMetric
{
    private const int Shown = 5;

    public override string Name => "template-share";

    public override bool EqualLengths => false;

    public override bool IsShareOfRecords => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var frames = input.Corpus.Share(static corpus => new SharedFrames(corpus));
        var (seen, counts) = (input.Work.Zeros(0, input.Corpus.Count), input.Work.Zeros(1, frames.Types));
        foreach (var document in draw.Documents)
        {
            if (seen[document]++ > 0) continue;
            foreach (var frame in frames.Of(document)) counts[frame]++;
        }
        long made = 0;
        for (var i = 0; i < draw.Count; i++)
            if (IsShared(frames.Of(draw.Documents[i]), counts)) made += draw.Times[i];
        foreach (var document in draw.Documents)
        {
            seen[document] = 0;
            foreach (var frame in frames.Of(document)) counts[frame] = 0;
        }
        return (double)made / draw.Records;
    }

    private static bool IsShared(ReadOnlySpan<int> frames, int[] counts)
    {
        foreach (var frame in frames)
            if (counts[frame] >= SharedFrames.Least) return true;
        return false;
    }

    /// <summary>The templates that most records were made from: each with rows that no commoner one has.</summary>
    public static ImmutableArray<Evidence> Evidence(Corpus corpus, Draw draw)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(draw);
        var frames = corpus.Share(static corpus => new SharedFrames(corpus));
        var left = Enumerable.Range(0, draw.Count).GroupBy(entry => draw.Documents[entry], entry => (long)draw.Times[entry]).ToDictionary(group => group.Key, group => group.Sum());
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        while (evidence.Count < Shown)
        {
            var byFrame = left.Keys.SelectMany(document => frames.Of(document).ToArray().Select(frame => (Frame: frame, Document: document))).GroupBy(pair => pair.Frame, pair => pair.Document)
                .Where(group => group.Count() >= SharedFrames.Least);
            if (byFrame.MaxBy(group => (group.Sum(document => left[document]), -group.Key)) is not { } largest) break;
            var texts = largest.Select(corpus.Text).OrderBy(text => text.Content).ToList();
            evidence.Add(new Evidence(
                "made alike", Excerpts.Of(texts[0].Text), largest.Sum(document => left[document]),
                [.. texts.SelectMany(text => text.Places).Distinct().Order().Take(SampledText.MaxPlaces)]));
            foreach (var document in largest.ToList()) left.Remove(document);
        }
        return evidence.ToImmutable();
    }
}
