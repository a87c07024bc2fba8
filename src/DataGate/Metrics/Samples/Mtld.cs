using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Measure of textual lexical diversity (McCarthy and Jarvis 2010): how many words in a row, on average, until different words / words
/// has fallen to 0.72; the mean of reading forwards and backwards. Of a set: its records one behind the other, in the order of a
/// hash of each content and the number of its copy. Copies are then spread over the set as in a shuffled file, and the order of
/// the rows plays no part.
/// </summary>
public sealed class Mtld : DrawMetric
{
    /// <summary>Of more records the copies of each text are thinned in the same proportion, down to one: the work goes by words read.</summary>
    private const long MaxRecords = 1 << 20;

    // 0.72 as a fraction: no rounding decides where a factor ends.
    private const long Types = 18;
    private const long Tokens = 25;

    public override string Name => "complexity";

    public override bool EqualLengths => false;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var words = Concatenate(input);
        return words.Length == 0 ? null : Of(words, input.Work.Zeros(0, input.Corpus.Grams(1).Types));
    }

    /// <summary>Of a text as word numbers; <paramref name="scratch"/> holds a zero for each number, and does again afterwards.</summary>
    public static double Of(ReadOnlySpan<int> words, int[] scratch)
    {
        ArgumentNullException.ThrowIfNull(scratch);
        var forwards = Length(words, scratch, 0, 1);
        return (forwards + Length(words, scratch, words.Length - 1, -1)) / 2;
    }

    private static double Length(ReadOnlySpan<int> words, int[] last, int first, int step)
    {
        // Each word's last factor: a word is new where that is an earlier one.
        var factor = 1;
        long types = 0, tokens = 0;
        for (int at = first, left = words.Length; left > 0; at += step, left--)
        {
            tokens++;
            if (last[words[at]] != factor)
            {
                last[words[at]] = factor;
                types++;
            }
            if (types * Tokens > tokens * Types) continue;
            factor++;
            (types, tokens) = (0, 0);
        }
        foreach (var word in words) last[word] = 0;
        var part = tokens == 0 ? 0 : (1 - ((double)types / tokens)) / (1 - ((double)Types / Tokens));
        var factors = factor - 1 + part;
        // No word occurs twice: the whole text is less than a factor long.
        return factors == 0 ? words.Length : words.Length / factors;
    }

    private static int[] Concatenate(DrawInput input)
    {
        var (corpus, draw) = (input.Corpus, input.Data);
        var entries = ByDocument(draw);
        var thinning = Math.Min(1, (double)MaxRecords / draw.Records);
        var records = (int)Math.Min(draw.Records, MaxRecords + draw.Count);
        var (orders, chosen) = (new List<ulong>(records), new List<int>(records));
        var (copy, document) = (0UL, -1);
        long count = 0;
        foreach (var entry in entries)
        {
            if (draw.Documents[entry] != document) (document, copy) = (draw.Documents[entry], 0);
            var content = corpus.Text(document).Content;
            var times = Math.Max(1, (int)(draw.Times[entry] * thinning));
            for (var i = 0; i < times; i++)
            {
                orders.Add(Hash64.Pair(content, copy++));
                chosen.Add(entry);
            }
            count += (long)times * draw.Lengths[entry];
        }
        CollectionsMarshal.AsSpan(orders).Sort(CollectionsMarshal.AsSpan(chosen));
        var grams = corpus.Grams(1);
        var words = new List<int>((int)Math.Min(count, Array.MaxLength));
        foreach (var entry in chosen) words.AddRange(grams.Of(draw.Documents[entry], draw.Lengths[entry]));
        return [.. words];
    }

    /// <summary>The entries of each document side by side; of one document by length: which copy is which must not depend on their order.</summary>
    private static int[] ByDocument(Draw draw)
    {
        var (keys, entries) = (new ulong[draw.Count], new int[draw.Count]);
        var isSorted = true;
        for (var i = 0; i < entries.Length; i++)
        {
            (keys[i], entries[i]) = (((ulong)draw.Documents[i] << 32) | (uint)draw.Lengths[i], i);
            isSorted &= i == 0 || keys[i - 1] <= keys[i];
        }
        if (!isSorted) Array.Sort(keys, entries);
        return entries;
    }
}
