using System.Globalization;
using System.Runtime.InteropServices;

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
    private readonly int[] _repeated;

    public BleuMatches(DrawInput input)
    {
        _input = input;
        _brevity = Brevity(input.Data);
        _repeated = Repeated(input);
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
        // A one is shifted in for each record: the second lowest bit says that there are two.
        var scratch = _input.Work.Zeros(0, (grams.Types / sizeof(int)) + 1);
        var holders = MemoryMarshal.AsBytes(scratch.AsSpan());
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var own = draw.Times[entry] > 1 ? 2 : 1;
            foreach (var id in grams.Of(draw.Documents[entry], draw.Lengths[entry])) holders[id] = (byte)((holders[id] << own) | ((1 << own) - 1));
        }
        var matches = new int[draw.Count];
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            if (draw.Times[entry] > 1)
            {
                matches[entry] = Math.Max(0, length - order + 1);
                continue;
            }
            var matched = 0;
            foreach (var id in grams.Of(document, length)) matched += (holders[id] >> 1) & 1;
            matches[entry] = matched + grams.Alone(document, Math.Min(length, _repeated[entry]));
        }
        Array.Clear(scratch, 0, (grams.Types / sizeof(int)) + 1);
        return matches;
    }

    /// <summary>How many tokens of each entry's text the longest other record with that text has; 0: there is none.</summary>
    private static int[] Repeated(DrawInput input)
    {
        var draw = input.Data;
        var (longest, second) = (input.Work.Zeros(0, input.Corpus.Count), input.Work.Zeros(1, input.Corpus.Count));
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            if (length > longest[document]) (second[document], longest[document]) = (longest[document], length);
            else if (length > second[document]) second[document] = length;
        }
        var repeated = new int[draw.Count];
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var document = draw.Documents[entry];
            repeated[entry] = draw.Lengths[entry] == longest[document] ? second[document] : longest[document];
        }
        foreach (var document in draw.Documents) longest[document] = second[document] = 0;
        return repeated;
    }

    /// <summary>Each record's brevity penalty against the closest length of any other record, ties to the shorter.</summary>
    private static double[] Brevity(Draw draw)
    {
        var records = new SortedDictionary<int, long>();
        for (var i = 0; i < draw.Count; i++) records[draw.Lengths[i]] = records.GetValueOrDefault(draw.Lengths[i]) + draw.Times[i];
        int[] lengths = [.. records.Keys];
        var penalties = new Dictionary<int, double>(lengths.Length);
        for (var i = 0; i < lengths.Length; i++)
        {
            var own = lengths[i];
            var closest = own;
            if (records[own] == 1)
            {
                var shorter = i > 0 ? lengths[i - 1] : int.MinValue / 2;
                var longer = i + 1 < lengths.Length ? lengths[i + 1] : int.MaxValue;
                closest = (long)own - shorter <= (long)longer - own ? shorter : longer;
            }
            penalties[own] = own > closest ? 1 : own == 0 ? 0 : Math.Exp(1 - ((double)closest / own));
        }
        var brevity = new double[draw.Count];
        for (var i = 0; i < draw.Count; i++) brevity[i] = penalties[draw.Lengths[i]];
        return brevity;
    }
}
