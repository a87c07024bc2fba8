using System.Globalization;

namespace DataGate.Metrics.Samples;

/// <summary>A measure that is made of how many different n-grams a draw has, and how many in all.</summary>
/// <param name="order">n.</param>
public abstract class DistinctCountDraw(int order) : DrawMetric
{
    public override bool OfDrawnAlone => true;

    public sealed override double? Value(DrawInput input)
    {
        var (distinct, total) = Count(input, order);
        return ValueOf(distinct, total);
    }

    internal sealed override bool IsOfManyAtOnce => true;

    internal sealed override double?[] Values(DrawsAtOnce draws) => [.. draws.Count(order).Select(found => ValueOf(found.Distinct, found.Total))];

    private double? ValueOf(int distinct, long total) => total == 0 ? null : Ratio(distinct, total);

    /// <summary>The value where there are n-grams.</summary>
    protected abstract double Ratio(int distinct, long total);

    /// <summary>Different n-grams of a draw, and all of them.</summary>
    internal static (int Distinct, long Total) Count(DrawInput input, int order)
    {
        var grams = input.Corpus.Grams(order);
        var seen = input.Work.Zeros(0, grams.Types);
        var draw = input.Data;
        var distinct = 0;
        var total = 0L;
        for (var i = 0; i < draw.Count; i++)
        {
            var ids = grams.Of(draw.Documents[i], draw.Lengths[i]);
            total += (long)ids.Length * draw.Times[i];
            foreach (var id in ids)
            {
                distinct += 1 - seen[id];
                seen[id] = 1;
            }
        }
        DrawCounts.Clear(grams, draw, seen);
        return (distinct, total);
    }
}

/// <summary>distinct-n over a draw.</summary>
public sealed class DistinctDraw(int order) : DistinctCountDraw(order)
{
    public override string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"distinct-{order}");

    protected override double Ratio(int distinct, long total) => (double)distinct / total;
}

/// <summary>
/// Expectation-adjusted distinct (Liu et al. 2022, arXiv 2202.13587): different words / the number that as many draws from a
/// vocabulary of <see cref="Vocabulary"/> equally likely words would show, N / (V(1 − ((V − 1)/V)^C)).
/// </summary>
public sealed class EadDraw() : DistinctCountDraw(1)
{
    /// <summary>V: the size of GPT-2's vocabulary, as the reference implementation has it.</summary>
    public const double Vocabulary = 50257;

    public override string Name => "ead";

    /// <param name="distinct">Different words.</param>
    /// <param name="total">All words, 1 or more.</param>
    public static double Of(double distinct, long total) => distinct / (Vocabulary * -double.ExpM1(total * double.LogP1(-1 / Vocabulary)));

    protected override double Ratio(int distinct, long total) => Of(distinct, total);
}

/// <summary>Shannon entropy of the n-gram distribution / the logarithm of the number of different n-grams: 0…1, 1 when all are equally frequent.</summary>
public sealed class EntropyDraw(int order) : DrawMetric
{
    public override string Name { get; } = order == 1 ? "ngram-entropy" : string.Create(CultureInfo.InvariantCulture, $"ngram-entropy-{order}");

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var grams = input.Corpus.Grams(order);
        var counts = input.Work.Zeros(0, grams.Types);
        var draw = input.Data;
        var total = DrawCounts.Add(grams, draw, counts);
        double sum = 0;
        var types = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                if (counts[id] == 0) continue;
                sum += counts[id] * Math.Log(counts[id]);
                types++;
                counts[id] = 0;
            }
        }
        return total == 0 ? null : Normalised(sum, total, types);
    }

    /// <param name="sum">Σ count × ln count.</param>
    /// <param name="total">Σ count, 1 or more.</param>
    /// <param name="types">How many counts; a single one has no evenness: 0.</param>
    public static double Normalised(double sum, long total, double types) =>
        types <= 1 ? 0 : Math.Clamp((Math.Log(total) - (sum / total)) / Math.Log(types), 0, 1);
}

/// <summary>Share of the records that repeat another of the draw, beyond the first of each text.</summary>
public sealed class DuplicatesDraw : DrawMetric
{
    public override string Name => "exact-duplicates";

    public override bool EqualLengths => false;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var seen = input.Work.Zeros(0, input.Corpus.Count);
        long distinct = 0;
        foreach (var document in draw.Documents)
        {
            distinct += 1 - seen[document];
            seen[document] = 1;
        }
        foreach (var document in draw.Documents) seen[document] = 0;
        return (double)(draw.Records - distinct) / draw.Records;
    }
}

/// <summary>Largest share of the records that open with the same three words; shorter records open with all they have.</summary>
public sealed class OpeningDraw : DrawMetric
{
    public override string Name => "opening-share";

    public override bool EqualLengths => false;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var openings = input.Corpus.Share(static corpus => new OpeningNumbers(corpus)).Numbers;
        var counts = input.Work.Zeros(0, openings.Types);
        var most = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            ref var count = ref counts[openings.Of(draw.Documents[i])];
            count = DrawCounts.Sum(count, draw.Times[i]);
            most = Math.Max(most, count);
        }
        foreach (var document in draw.Documents) counts[openings.Of(document)] = 0;
        return (double)most / draw.Records;
    }
}
