using System.Globalization;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Self-BLEU (Zhu et al. 2018, Texygen): the mean sentence BLEU of each record against all others, uniform weights up to n-grams of
/// <paramref name="order"/>, smoothed as nltk's method1 (Chen and Cherry 2014). 0…1; higher is more alike.
/// </summary>
/// <remarks>
/// Exact in time linear in the tokens: the clipped count of an n-gram against all other records is the smaller of its own count and
/// the greatest count in any other record, which is how many of its occurrences, the first, the second and so on, any other record has as well.
/// </remarks>
public sealed class SelfBleu(int order) : DrawMetric
{
    public override string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"self-bleu-{order}");

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        if (input.Data.Records < 2) return null;
        var matches = input.Share(static it => new BleuMatches(it));
        double sum = 0;
        for (var entry = 0; entry < input.Data.Count; entry++) sum += input.Data.Times[entry] * matches.Score(entry, order);
        return sum / input.Data.Records;
    }
}

/// <summary>Clipped n-gram matches of every record of a draw with all its other records.</summary>
internal sealed class BleuMatches
{
    private const double Epsilon = 0.1;
    private readonly DrawInput _input;
    private readonly int[]?[] _matches = new int[Corpus.MaxOrder + 1][];
    private readonly double[] _brevity;

    public BleuMatches(DrawInput input)
    {
        _input = input;
        _brevity = Brevity(input.Data);
    }

    /// <summary>Sentence BLEU of one entry's record.</summary>
    public double Score(int entry, int order)
    {
        if (Of(1)[entry] == 0) return 0;
        double logs = 0;
        for (var n = 1; n <= order; n++)
        {
            var total = Math.Max(1, _input.Data.Lengths[entry] - n + 1);
            var matched = Of(n)[entry];
            logs += Math.Log((matched == 0 ? Epsilon : matched) / total);
        }
        return _brevity[entry] * Math.Exp(logs / order);
    }

    private int[] Of(int order) => _matches[order] ??= Match(order);

    private int[] Match(int order)
    {
        var draw = _input.Data;
        var grams = _input.Corpus.Occurrences(order);
        // Of each document the two longest records say what any other record has of it.
        var (longest, second, lone) = (_input.Work.Zeros(0, _input.Corpus.Count), _input.Work.Zeros(1, _input.Corpus.Count), _input.Work.Zeros(2, _input.Corpus.Count));
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            if (length > longest[document]) (second[document], longest[document]) = (draw.Times[entry] > 1 ? length : longest[document], length);
            else if (length > second[document]) second[document] = length;
        }
        grams.CountLone(longest, second, lone);
        var matches = new int[draw.Count];
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            // What is of this record alone among all the longest records is of no other.
            var isLongest = length == longest[document];
            matches[entry] = grams.Shared(document, length) - (isLongest ? lone[document] : 0) + grams.Alone(document, isLongest ? second[document] : length);
        }
        foreach (var document in draw.Documents) longest[document] = second[document] = lone[document] = 0;
        return matches;
    }

    /// <summary>Each record's brevity penalty against the closest length of any other record, ties to the shorter.</summary>
    private static double[] Brevity(Draw draw)
    {
        var brevity = new double[draw.Count];
        if (draw.Count == 0) return brevity;
        var (sorted, entries) = (draw.Lengths.ToArray(), new int[draw.Count]);
        for (var i = 0; i < entries.Length; i++) entries[i] = i;
        Array.Sort(sorted, entries);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            var own = sorted[start];
            long records = 0;
            for (end = start; end < sorted.Length && sorted[end] == own; end++) records += draw.Times[entries[end]];
            var closest = own;
            if (records == 1)
            {
                var shorter = start > 0 ? sorted[start - 1] : int.MinValue / 2;
                var longer = end < sorted.Length ? sorted[end] : int.MaxValue;
                closest = (long)own - shorter <= (long)longer - own ? shorter : longer;
            }
            var penalty = own > closest ? 1 : own == 0 ? 0 : Math.Exp(1 - ((double)closest / own));
            for (var i = start; i < end; i++) brevity[entries[i]] = penalty;
        }
        return brevity;
    }
}
