using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataGate.Metrics.Samples;

/// <summary>
/// Many draws from one corpus at once: each draw is a bit, and a document, or an n-gram, has the bits of the draws that hold it. The same counts as of one draw after the other, for one walk over the
/// documents.
/// </summary>
/// <param name="corpus">Has the documents.</param>
internal sealed class DrawsAtOnce(Corpus corpus)
{
    /// <summary>Draws at most.</summary>
    public const int Most = 64;

    /// <summary>Additions that the planes of <see cref="AddBits"/> hold.</summary>
    private const int Planes = 8, MostAdded = (1 << Planes) - 1;

    private readonly Draw?[] _draws = new Draw?[Most];

    private readonly ulong[] _drawn = new ulong[corpus.Count];

    private int[] _lengths = [];
    private bool _hasLengths;
    private ulong[] _held = [];

    private readonly Dictionary<Type, object> _shared = [];

    public Corpus Corpus => corpus;

    /// <summary>What a measure keeps from one set of draws to the next, made once.</summary>
    public T Share<T>(Func<DrawsAtOnce, T> make)
        where T : class
    {
        if (_shared.TryGetValue(typeof(T), out var known)) return (T)known;
        var made = make(this);
        _shared.Add(typeof(T), made);
        return made;
    }

    /// <summary>The draws by number; null for one that isn't set.</summary>
    public ReadOnlySpan<Draw?> Draws => _draws;

    /// <summary>Of each document the draws that it is in, the one of number 0 being the lowest bit.</summary>
    public ReadOnlySpan<ulong> Drawn => _drawn;

    /// <summary>Sets a draw.</summary>
    /// <param name="number">Below <see cref="Most"/>, and not set yet.</param>
    /// <param name="draw">Of the corpus.</param>
    public void Add(int number, Draw draw)
    {
        _draws[number] = draw;
        foreach (var document in draw.Documents) _drawn[document] |= 1UL << number;
        _hasLengths = false;
    }

    /// <summary>Forgets the draws; the memory is used again.</summary>
    public void Restart()
    {
        Array.Clear(_draws);
        Array.Clear(_drawn);
        _hasLengths = false;
    }

    /// <summary>Different n-grams of each draw, and all of them; (0, 0) for one that isn't set.</summary>
    public (int Distinct, long Total)[] Count(int order)
    {
        var grams = corpus.Grams(order);
        var words = (grams.Types + Vector256<ulong>.Count - 1) / Vector256<ulong>.Count * Vector256<ulong>.Count;
        if (_held.Length < words) _held = new ulong[words];
        else Array.Clear(_held, 0, words);
        Mark(grams, Lengths());
        var distinct = new int[Most];
        AddBits(_held.AsSpan(0, words), distinct);
        return [.. Enumerable.Range(0, Most).Select(number => (distinct[number], Total(_draws[number], order)))];
    }

    private static long Total(Draw? draw, int order)
    {
        var total = 0L;
        for (var i = 0; i < (draw?.Count ?? 0); i++) total += (long)Math.Max(0, draw!.Lengths[i] - order + 1) * draw.Times[i];
        return total;
    }

    /// <summary>Of each document the tokens that count in each draw; 0 where it isn't in it.</summary>
    private int[] Lengths()
    {
        if (_hasLengths) return _lengths;
        if (_lengths.Length == 0) _lengths = new int[corpus.Count * Most];
        else Array.Clear(_lengths);
        var lengths = _lengths;
        for (var number = 0; number < Most; number++)
        {
            if (_draws[number] is not { } draw) continue;
            for (var i = 0; i < draw.Count; i++)
            {
                ref var length = ref lengths[(draw.Documents[i] * Most) + number];
                length = Math.Max(length, draw.Lengths[i]);
            }
        }
        _hasLengths = true;
        return lengths;
    }

    /// <summary>Gives each n-gram the draws that hold it.</summary>
    private void Mark(GramNumbers grams, int[] all)
    {
        // The draws whose last n-gram of the document is the one so many places on.
        ulong[] ends = [];
        for (var document = 0; document < corpus.Count; document++)
        {
            var lengths = all.AsSpan(document * Most, Most);
            var longest = 0;
            foreach (var length in lengths) longest = Math.Max(longest, length);
            var most = longest - grams.Order + 1;
            if (most <= 0) continue;
            if (ends.Length < most) ends = new ulong[Math.Max(most, 2 * ends.Length)];
            var holding = 0UL;
            for (var number = 0; number < lengths.Length; number++)
            {
                var count = lengths[number] - grams.Order + 1;
                if (count <= 0) continue;
                holding |= 1UL << number;
                ends[count - 1] |= 1UL << number;
            }
            var ids = grams.Of(document, longest);
            for (var i = 0; i < ids.Length; i++)
            {
                _held[ids[i]] |= holding;
                holding &= ~ends[i];
                ends[i] = 0;
            }
        }
    }

    /// <summary>Adds to each number's count the words that have its bit: as sums of bits side by side, each plane worth twice the one before.</summary>
    private static void AddBits(ReadOnlySpan<ulong> words, Span<int> counts)
    {
        Span<Vector256<ulong>> planes = stackalloc Vector256<ulong>[Planes];
        planes.Clear();
        var added = 0;
        foreach (var word in MemoryMarshal.Cast<ulong, Vector256<ulong>>(words))
        {
            var carried = word;
            for (var plane = 0; plane < Planes && carried != Vector256<ulong>.Zero; plane++)
            {
                var both = planes[plane] & carried;
                planes[plane] ^= carried;
                carried = both;
            }
            if (++added == MostAdded)
            {
                Empty(planes, counts);
                added = 0;
            }
        }
        Empty(planes, counts);
    }

    private static void Empty(Span<Vector256<ulong>> planes, Span<int> counts)
    {
        for (var plane = 0; plane < planes.Length; plane++)
        {
            for (var lane = 0; lane < Vector256<ulong>.Count; lane++)
                for (var bits = planes[plane][lane]; bits != 0; bits &= bits - 1) counts[BitOperations.TrailingZeroCount(bits)] += 1 << plane;
        }
        planes.Clear();
    }
}
