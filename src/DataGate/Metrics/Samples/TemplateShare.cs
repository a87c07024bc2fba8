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

    /// <summary>What is known of a frame in a draw; 0: nothing yet.</summary>
    private const int Shared = 1, NotShared = 2;

    public override string Name => "template-share";

    public override bool EqualLengths => false;

    public override bool IsShareOfRecords => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var frames = input.Corpus.Share(static corpus => new SharedFrames(corpus));
        var (drawn, known) = (input.Work.Zeros(0, input.Corpus.Count), input.Work.Zeros(1, frames.Types));
        foreach (var document in draw.Documents) drawn[document] = 1;
        var asked = new List<int>();
        long made = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            foreach (var frame in frames.Of(draw.Documents[i]))
            {
                if (known[frame] == 0)
                {
                    known[frame] = IsShared(frames.Documents(frame), drawn) ? Shared : NotShared;
                    asked.Add(frame);
                }
                if (known[frame] == NotShared) continue;
                made += draw.Times[i];
                break;
            }
        }
        foreach (var document in draw.Documents) drawn[document] = 0;
        foreach (var frame in asked) known[frame] = 0;
        return (double)made / draw.Records;
    }

    /// <summary>Whether enough of the documents that have a frame are drawn: most often the first few of them say so.</summary>
    private static bool IsShared(ReadOnlySpan<int> documents, int[] drawn)
    {
        var found = 0;
        foreach (var document in documents)
        {
            found += drawn[document];
            if (found == SharedFrames.Least) return true;
        }
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
