using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The n-grams of a corpus's documents, where the first, the second … the k-th time that one stands in a document are things of their own: no document has any of
/// them twice, and two documents have as many in common as the smaller of their counts of each n-gram add up to.
/// </summary>
internal sealed class GramOccurrences
{
    private readonly int _order;

    // For each occurrence that several documents have, one after another: where its documents end, and these, each with the tokens that it takes to reach there.
    private readonly int[] _ends;
    private readonly (int Document, int Tokens)[] _holders;

    // For each document in turn, how many of those stand in its first 0, 1, 2 … n-grams.
    private readonly int[] _starts;
    private readonly int[] _shared;

    /// <param name="grams">The n-grams.</param>
    /// <param name="documents">How many documents there are.</param>
    public GramOccurrences(GramNumbers grams, int documents)
    {
        _order = grams.Order;
        var numbers = Numbers(grams, documents, out var types);
        var counts = new int[types];
        foreach (var number in numbers) counts[number]++;
        (_ends, _holders) = Room(counts);
        (_starts, _shared) = (new int[documents], new int[numbers.Length + documents]);
        // From here on, each one's place among the occurrences that several documents have.
        var places = counts;
        for (int type = 0, shared = 0; type < types; type++) places[type] = counts[type] > 1 ? shared++ : -1;
        for (int document = 0, at = 0; document < documents; document++)
        {
            _starts[document] = at + document;
            var length = grams.Of(document).Length;
            for (var i = 0; i < length; i++, at++)
            {
                var isShared = places[numbers[at]] >= 0;
                _shared[at + document + 1] = _shared[at + document] + (isShared ? 1 : 0);
                if (isShared) _holders[_ends[places[numbers[at]]]++] = (document, i + _order);
            }
        }
    }

    /// <summary>Of the n-grams of a document's first <paramref name="tokens"/> tokens, how many stand in other documents as often.</summary>
    public int Shared(int document, int tokens) => _shared[_starts[document] + All(tokens)];

    /// <summary>How many of them don't.</summary>
    public int Alone(int document, int tokens) => All(tokens) - Shared(document, tokens);

    /// <summary>Of the occurrences that several documents have, how many only one record of a draw has.</summary>
    /// <param name="longest">For each document, the tokens of the longest record with its text; 0: there is none.</param>
    /// <param name="second">The same of the second longest.</param>
    /// <param name="lone">Counts them for each document; zeros at first.</param>
    public void CountLone(ReadOnlySpan<int> longest, ReadOnlySpan<int> second, Span<int> lone)
    {
        var start = 0;
        foreach (var end in _ends)
        {
            // Hardly ever a long walk: the first few documents that are drawn decide.
            var found = -1;
            foreach (var (document, tokens) in _holders.AsSpan(start, end - start))
            {
                if (tokens > longest[document]) continue;
                if (found >= 0 || tokens <= second[document])
                {
                    found = -1;
                    break;
                }
                found = document;
            }
            if (found >= 0) lone[found]++;
            start = end;
        }
    }

    /// <summary>The same of many draws at once, each a bit.</summary>
    /// <param name="longest">By place, the draws whose longest record with a document's text has so many tokens; the document's first place stands for none.</param>
    /// <param name="second">The same of the second longest.</param>
    /// <param name="places">Where each document's places begin.</param>
    /// <param name="all">All draws that there are.</param>
    /// <param name="lone">Counts them for each document.</param>
    public void CountLone(ReadOnlySpan<ulong> longest, ReadOnlySpan<ulong> second, ReadOnlySpan<int> places, ulong all, BitCounts lone)
    {
        var start = 0;
        foreach (var end in _ends)
        {
            ulong one = 0, two = 0;
            var holders = _holders.AsSpan(start, end - start);
            start = end;
            foreach (var (document, tokens) in holders)
            {
                var place = places[document] + tokens;
                two |= (one & longest[place]) | second[place];
                one |= longest[place];
                if (two == all) break;
            }
            one &= ~two;
            if (one == 0) continue;
            foreach (var (document, tokens) in holders)
            {
                var alone = one & longest[places[document] + tokens];
                if (alone != 0) lone.Add(document, alone);
            }
        }
    }

    private int All(int tokens) => Math.Max(0, tokens - _order + 1);

    /// <summary>Room for the documents of each occurrence that several have; it ends, for now, where it begins.</summary>
    private static (int[] Ends, (int Document, int Tokens)[] Holders) Room(ReadOnlySpan<int> counts)
    {
        var (ends, used) = (new List<int>(), 0);
        foreach (var count in counts)
        {
            if (count < 2) continue;
            ends.Add(used);
            used += count;
        }
        return ([.. ends], new (int, int)[used]);
    }

    /// <summary>A number for each n-gram of each document in turn: that of the n-gram where it stands there for the first time, one above <see cref="GramNumbers.Types"/> for each time more.</summary>
    private static int[] Numbers(GramNumbers grams, int documents, out int types)
    {
        var all = 0;
        for (var document = 0; document < documents; document++) all += grams.Of(document).Length;
        var (numbers, used) = (new int[all], 0);
        var times = new int[grams.Types];
        var more = new Dictionary<ulong, int>(SecretKeys.Comparer);
        for (var document = 0; document < documents; document++)
        {
            var ids = grams.Of(document);
            foreach (var id in ids)
            {
                if (times[id]++ == 0)
                {
                    numbers[used++] = id;
                    continue;
                }
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(more, ((ulong)id << 32) | (uint)times[id], out var known);
                if (!known) number = grams.Types + more.Count - 1;
                numbers[used++] = number;
            }
            foreach (var id in ids) times[id] = 0;
        }
        types = grams.Types + more.Count;
        return numbers;
    }
}
