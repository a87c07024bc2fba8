using System.Collections.Immutable;

namespace DataGate.Metrics.Samples;

/// <summary>How many different n-grams the first so many records of a set have.</summary>
public sealed record GrowthPoint(long Records, long Distinct);

/// <summary>
/// The growth of a set's vocabulary with its size (Heaps 1978): texts in the order of their hashes, which is a random one, each with
/// all its copies. A set that repeats itself flattens early.
/// </summary>
public static class GrowthCurve
{
    /// <param name="input">The sample.</param>
    /// <param name="order">n, 1 to <see cref="Corpus.MaxOrder"/>.</param>
    /// <param name="points">At most so many, at equal steps of records; the last is the whole sample.</param>
    /// <returns>From the first step on; empty for an empty sample.</returns>
    public static ImmutableArray<GrowthPoint> Of(DrawInput input, int order, int points)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (draw, grams) = (input.Data, input.Corpus.Grams(order));
        var seen = input.Work.Zeros(0, grams.Types);
        var curve = ImmutableArray.CreateBuilder<GrowthPoint>();
        var (records, distinct) = (0L, 0L);
        for (var i = 0; i < draw.Count; i++)
        {
            records += draw.Times[i];
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                distinct += 1 - seen[id];
                seen[id] = 1;
            }
            if (i + 1 == draw.Count || records * points >= draw.Records * (curve.Count + 1L)) curve.Add(new GrowthPoint(records, distinct));
        }
        DrawCounts.Clear(grams, draw, seen);
        return curve.ToImmutable();
    }
}
