using System.Runtime.InteropServices;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Language;

/// <summary>
/// Interpolated Kneser–Ney language model with three discounts an order ("modified Kneser–Ney", Chen and Goodman 1999), of the
/// 3rd order. The vocabulary is open: what the training draw lacks is one unknown word, which has its part of the uniform
/// distribution below the words.
/// </summary>
/// <remarks>
/// One begin symbol stands before each record: n-grams that start with it keep their own counts below the highest order too, as
/// nothing can stand before them. Where a draw is too small for the discounts (a count of counts is 0), they are ½, 1 and 1½.
/// </remarks>
public sealed class KneserNey
{
    /// <summary>A word that no training record has.</summary>
    public const int Unknown = -1;

    private readonly Histories _grams;
    private readonly int[][] _counts = new int[Histories.Order + 1][];
    private readonly Following[][] _following = new Following[Histories.Order][];
    private readonly List<int>[] _seen = new List<int>[Histories.Order + 1];
    private readonly double[][] _discounts = new double[Histories.Order + 1][];
    private double _uniform = 1;

    public KneserNey(Corpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        _grams = corpus.Share(static it => new Histories(it));
        for (var n = 1; n <= Histories.Order; n++)
        {
            _counts[n] = new int[_grams.Types(n)];
            _following[n - 1] = new Following[n == 1 ? 1 : _grams.Types(n - 1)];
            (_seen[n], _discounts[n]) = ([], [0, 0.5, 1, 1.5]);
        }
    }

    /// <summary>The symbol behind the last word, as a word to ask for.</summary>
    public int End => _grams.End;

    /// <summary>The symbol before the first word, as part of a history.</summary>
    public int Begin => _grams.Begin;

    /// <summary>Different words of the training draw, the end symbol and the unknown word among them.</summary>
    public int Vocabulary { get; private set; } = 1;

    /// <summary>What is taken from n-grams that occur once, twice, and more often.</summary>
    public (double One, double Two, double More) Discounts(int order) => (_discounts[order][1], _discounts[order][2], _discounts[order][3]);

    /// <summary>Whether the training draw has a word.</summary>
    public bool Knows(int word) => word >= 0 && word <= End && _counts[1][word] > 0;

    /// <summary>Forgets everything, and learns the entries of a draw that are asked for.</summary>
    public void Fit(Draw draw, Func<int, bool>? takes = null)
    {
        ArgumentNullException.ThrowIfNull(draw);
        Forget();
        for (var i = 0; i < draw.Count; i++)
        {
            if (takes?.Invoke(draw.Documents[i]) == false) continue;
            var grams = _grams.Of(draw.Documents[i], draw.Lengths[i]);
            for (var at = 0; at < grams.Length; at++) Add(Histories.OrderAt(at), grams[at], draw.Times[i]);
        }
        for (var n = 1; n <= Histories.Order; n++) Settle(n);
        Vocabulary = _seen[1].Count + 1;
        _uniform = 1.0 / Vocabulary;
    }

    /// <summary>The probability of a word after a history; all words, the end symbol and one unknown word together have 1.</summary>
    /// <param name="history">Words, the last one nearest; only so many as the model looks back count. A record starts with <see cref="Begin"/>.</param>
    /// <param name="word">A word's number in the corpus, <see cref="End"/> or <see cref="Unknown"/>.</param>
    public double Probability(ReadOnlySpan<int> history, int word)
    {
        var known = Knows(word);
        var probability = Interpolate(1, known ? _counts[1][word] : 0, _following[0][0], _uniform);
        for (var n = 2; n <= Histories.Order && n - 1 <= history.Length; n++)
        {
            var before = _grams.Find(history[^(n - 1)..]);
            if (before < 0) break;
            var gram = known ? _grams.Find(n, before, word) : -1;
            probability = Interpolate(n, gram < 0 ? 0 : _counts[n][gram], _following[n - 1][before], probability);
        }
        return probability;
    }

    /// <summary>The mean of −ln p over a document's first words, and over its end where all words are taken; in nats.</summary>
    public double LogPerplexity(int document, int tokens)
    {
        var grams = _grams.Of(document, tokens);
        if (grams.IsEmpty) return 0;
        double sum = 0;
        for (var at = 0; at < grams.Length; at++) sum -= Math.Log(Of(Histories.OrderAt(at), grams[at]));
        return sum / grams.Length;
    }

    private double Of(int order, int gram)
    {
        if (order == 1) return Interpolate(1, _counts[1][gram], _following[0][0], _uniform);
        return Interpolate(order, _counts[order][gram], _following[order - 1][_grams.History(order)[gram]], Of(order - 1, _grams.Suffix(order)[gram]));
    }

    private double Interpolate(int order, int count, Following after, double shorter)
    {
        if (after.Total == 0) return shorter;
        var discounts = _discounts[order];
        var rest = (discounts[1] * after.Ones) + (discounts[2] * after.Twos) + (discounts[3] * after.More);
        return (count - discounts[Math.Min(count, 3)] + (rest * shorter)) / after.Total;
    }

    /// <summary>A new type of an n-gram is one more that its suffix follows: the count of the shorter one.</summary>
    private void Add(int order, int gram, int times)
    {
        ref var count = ref _counts[order][gram];
        if (count == 0)
        {
            _seen[order].Add(gram);
            if (order > 1) Add(order - 1, _grams.Suffix(order)[gram], 1);
        }
        count = DrawCounts.Sum(count, times);
    }

    private void Settle(int order)
    {
        var counts = _counts[order];
        var following = _following[order - 1];
        Span<long> occur = stackalloc long[5];
        occur.Clear();
        foreach (var gram in CollectionsMarshal.AsSpan(_seen[order]))
        {
            var count = counts[gram];
            if (count < occur.Length) occur[count]++;
            following[order == 1 ? 0 : _grams.History(order)[gram]].Add(count);
        }
        _discounts[order] = Discounts(occur);
    }

    private static double[] Discounts(ReadOnlySpan<long> occur)
    {
        var y = (double)occur[1] / (occur[1] + (2 * occur[2]));
        double[] discounts = [0, 0, 0, 0];
        for (var i = 1; i <= 3; i++)
        {
            discounts[i] = i - ((i + 1) * y * occur[i + 1] / occur[i]);
            if (!(discounts[i] >= 0 && discounts[i] <= i)) return [0, 0.5, 1, 1.5];
        }
        return discounts;
    }

    private void Forget()
    {
        for (var n = 1; n <= Histories.Order; n++)
        {
            foreach (var gram in CollectionsMarshal.AsSpan(_seen[n]))
            {
                _counts[n][gram] = 0;
                _following[n - 1][n == 1 ? 0 : _grams.History(n)[gram]] = default;
            }
            _seen[n].Clear();
        }
    }

    /// <summary>What follows a history: occurrences, and how many different words follow once, twice, and more often.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Following
    {
        public long Total;
        public int Ones;
        public int Twos;
        public int More;

        public void Add(int count)
        {
            Total += count;
            if (count == 1) Ones++;
            else if (count == 2) Twos++;
            else More++;
        }
    }
}
