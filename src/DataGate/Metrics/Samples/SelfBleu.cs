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
        return input.Share(static it => new BleuMatches(it)).Mean(order);
    }

    internal override bool IsOfManyAtOnce => true;

    internal override double?[] Values(DrawsAtOnce draws) => draws.Share(static it => new BleuAtOnce(it)).Values(order);
}

/// <summary>Clipped n-gram matches of every record of a draw with all its other records.</summary>
internal sealed class BleuMatches
{
    private const double Epsilon = 0.1;

    /// <summary>Of so many n-grams the logarithms are kept: most texts have fewer, and they are asked for again and again.</summary>
    private const int Kept = 64;

    private static readonly double[] s_logs = [.. Enumerable.Range(0, Kept * Kept).Select(at => LogOf(at % Kept, at / Kept))];

    private readonly DrawInput _input;
    private readonly int[]?[] _matches = new int[Corpus.MaxOrder + 1][];
    private readonly double[] _brevity;

    public BleuMatches(DrawInput input)
    {
        _input = input;
        _brevity = Brevity(input.Data);
    }

    /// <summary>The mean over the records of the draw.</summary>
    public double Mean(int order)
    {
        var logs = new double[_input.Data.Count];
        for (var n = 1; n <= order; n++)
            for (var entry = 0; entry < logs.Length; entry++) logs[entry] += Log(Of(n)[entry], _input.Data.Lengths[entry], n);
        return Mean(_input.Data, _brevity, logs, order);
    }

    /// <summary>The mean sentence BLEU of a draw's records.</summary>
    /// <param name="draw">The draw.</param>
    /// <param name="brevity">Each entry's penalty.</param>
    /// <param name="logs">Each entry's logarithms of precisions, of all orders together.</param>
    /// <param name="order">How many orders.</param>
    public static double Mean(Draw draw, ReadOnlySpan<double> brevity, ReadOnlySpan<double> logs, int order)
    {
        double sum = 0;
        for (var entry = 0; entry < draw.Count; entry++) sum += draw.Times[entry] * (brevity[entry] * Math.Exp(logs[entry] / order));
        return sum / draw.Records;
    }

    /// <summary>The logarithm of an entry's precision; without a single word that matches, its score is 0.</summary>
    public static double Log(int matched, int length, int order)
    {
        if (matched == 0 && order == 1) return double.NegativeInfinity;
        var total = Math.Max(1, length - order + 1);
        return total < Kept ? s_logs[(total * Kept) + matched] : LogOf(matched, total);
    }

    private static double LogOf(int matched, int total) => Math.Log((matched == 0 ? Epsilon : matched) / total);

    /// <summary>Clipped matches of an entry's record with all other records of its draw.</summary>
    /// <param name="grams">What the documents have in common.</param>
    /// <param name="document">The entry's.</param>
    /// <param name="length">Tokens of it.</param>
    /// <param name="isLongest">Whether no record of the draw has more of the document.</param>
    /// <param name="lone">What is of this record alone among all the longest records, and so of no other.</param>
    /// <param name="second">Tokens of the second longest record.</param>
    public static int Matched(GramOccurrences grams, int document, int length, bool isLongest, int lone, int second) =>
        grams.Shared(document, length) - (isLongest ? lone : 0) + grams.Alone(document, isLongest ? second : length);

    private int[] Of(int order) => _matches[order] ??= Match(order);

    private int[] Match(int order)
    {
        var draw = _input.Data;
        var grams = _input.Corpus.Occurrences(order);
        // Of each document the two longest records say what any other record has of it.
        using var lengths = new DrawnLengths(draw, _input.Corpus.Count, _input.Work);
        var lone = _input.Work.Zeros(2, _input.Corpus.Count);
        grams.CountLone(lengths.Longest, lengths.Second, lone);
        var matches = new int[draw.Count];
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            matches[entry] = Matched(grams, document, length, length == lengths.Longest[document], lone[document], lengths.Second[document]);
        }
        foreach (var document in draw.Documents) lone[document] = 0;
        return matches;
    }

    /// <summary>Each record's brevity penalty against the closest length of any other record, ties to the shorter.</summary>
    public static double[] Brevity(Draw draw)
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
