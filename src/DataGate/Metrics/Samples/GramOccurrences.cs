using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The n-grams of a corpus's documents, where the first, the second … the k-th time that one stands in a document are things of their own: no document has any of
/// them twice, and two documents have as many in common as the smaller of their counts of each n-gram add up to. Only those that several documents have are listed.
/// </summary>
internal sealed class GramOccurrences
{
    private readonly int _order;
    private readonly int[] _items;
    private readonly int[] _places;
    private readonly int[] _starts;

    /// <param name="grams">The n-grams.</param>
    /// <param name="documents">How many documents there are.</param>
    public GramOccurrences(GramNumbers grams, int documents)
    {
        _order = grams.Order;
        var numbers = Numbers(grams, documents, out var types);
        var holders = new int[types];
        foreach (var number in numbers) holders[number]++;
        var listed = 0;
        foreach (var number in numbers) listed += holders[number] > 1 ? 1 : 0;
        (_items, _places, _starts) = (new int[listed], new int[listed], new int[documents + 1]);
        var shared = new int[types];
        for (int document = 0, at = 0, used = 0; document < documents; document++)
        {
            var length = grams.Of(document).Length;
            for (var place = 0; place < length; place++, at++)
            {
                var number = numbers[at];
                if (holders[number] < 2) continue;
                if (shared[number] == 0) shared[number] = ++Types;
                (_items[used], _places[used++]) = (shared[number] - 1, place);
            }
            _starts[document + 1] = used;
        }
    }

    /// <summary>Different occurrences that several documents have: numbers are below it.</summary>
    public int Types { get; private set; }

    /// <summary>Of the n-grams of a document's first <paramref name="tokens"/> tokens those that other documents have too.</summary>
    public ReadOnlySpan<int> Of(int document, int tokens) => _items.AsSpan(_starts[document], Listed(document, tokens));

    /// <summary>How many of those n-grams no other document has.</summary>
    public int Alone(int document, int tokens) => Math.Max(0, tokens - _order + 1) - Listed(document, tokens);

    private int Listed(int document, int tokens)
    {
        var places = _places.AsSpan(_starts[document], _starts[document + 1] - _starts[document]);
        var end = tokens - _order + 1;
        if (places.IsEmpty || places[^1] < end) return places.Length;
        var found = places.BinarySearch(end);
        return found < 0 ? ~found : found;
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
