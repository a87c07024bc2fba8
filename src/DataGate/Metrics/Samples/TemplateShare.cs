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

    public override bool OfDrawnAlone => true;

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

    internal override bool IsOfManyAtOnce => true;

    internal override double?[] Values(DrawsAtOnce draws)
    {
        var frames = draws.Corpus.Share(static corpus => new SharedFrames(corpus));
        var all = Union(draws.Drawn);
        var shared = new ulong[frames.Types];
        for (var frame = 0; frame < shared.Length; frame++) shared[frame] = Sharing(frames.Documents(frame), draws.Drawn, all);
        var made = new ulong[draws.Drawn.Length];
        for (var document = 0; document < made.Length; document++)
        {
            var own = draws.Drawn[document];
            if (own == 0) continue;
            foreach (var frame in frames.Of(document))
            {
                made[document] |= own & shared[frame];
                if (made[document] == own) break;
            }
        }
        var values = new double?[DrawsAtOnce.Most];
        for (var number = 0; number < values.Length; number++)
        {
            if (draws.Draws[number] is not { Records: > 0 } draw) continue;
            long records = 0;
            for (var i = 0; i < draw.Count; i++) records += (made[draw.Documents[i]] >> number & 1) == 0 ? 0 : draw.Times[i];
            values[number] = (double)records / draw.Records;
        }
        return values;
    }

    private static ulong Union(ReadOnlySpan<ulong> drawn)
    {
        var all = 0UL;
        foreach (var draws in drawn) all |= draws;
        return all;
    }

    /// <summary>The draws that enough of the documents are in: a bit for each of the first three.</summary>
    private static ulong Sharing(ReadOnlySpan<int> documents, ReadOnlySpan<ulong> drawn, ulong all)
    {
        ulong one = 0, two = 0, three = 0;
        foreach (var document in documents)
        {
            three |= two & drawn[document];
            two |= one & drawn[document];
            one |= drawn[document];
            if (three == all) break;
        }
        return three;
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
