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

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        return draw.Records == 0 ? null : (double)(draw.Records - TwinIndex.Of(input.Corpus, jaccard).Firsts(draw, input.Work)) / draw.Records;
    }
}
