using System.Globalization;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Share of the records that repeat or nearly repeat another of the draw that comes before them in content-hash order. Twins are records
/// whose sets of word 5-grams have a Jaccard similarity of <paramref name="jaccard"/> or more, and short ones that one edit sets apart.
/// </summary>
public sealed class NearDuplicates(double jaccard = NearDuplicates.DefaultJaccard) : DrawMetric
{
    /// <summary>The similarity from which records are twins where the policy names none.</summary>
    public const double DefaultJaccard = 0.8;

    public override string Name => "near-duplicates";

    public override string Key => string.Create(CultureInfo.InvariantCulture, $"{Name} {jaccard:R}");

    public override bool EqualLengths => false;

    public override bool IsShareOfRecords => true;

    public override bool OfDrawnAlone => true;

    /// <remarks>
    /// Copies of a text are sampled with it, but of m unequal twins, m − 1 of which count, a sample shows any only where it holds two. That is
    /// at least the part <paramref name="sampling"/> of what it would show were each seen by itself, and no more than that for pairs.
    /// </remarks>
    public override double HighOf(DrawInput input, double high, double sampling)
    {
        ArgumentNullException.ThrowIfNull(input);
        var draw = input.Data;
        if (draw.Records == 0) return high;
        var unequal = (double)(draw.Documents.ToArray().Distinct().LongCount() - TwinIndex.Of(input.Corpus, jaccard).Firsts(draw, input.Work)) / draw.Records;
        return Math.Min(1, high + (Wilson.High(unequal, draw.Records) * ((1 / sampling) - 1)));
    }

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        return draw.Records == 0 ? null : (double)(draw.Records - TwinIndex.Of(input.Corpus, jaccard).Firsts(draw, input.Work)) / draw.Records;
    }
}
