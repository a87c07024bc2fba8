using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>The frames that several documents of a corpus have in common, by number. Of each document those are kept that most documents share.</summary>
/// <remarks>
/// A table of small counters, in which frames may share a place, leaves out what is rare; what is left is counted by shares of the hashes, so that memory stays
/// bounded. A frame that one document keeps, all that have it list.
/// </remarks>
internal sealed class SharedFrames
{
    /// <summary>So many different texts have a frame before it counts: two may be a question and its echo.</summary>
    public const int Least = 3;

    private const int HashesAtOnce = 1 << 21, MostCounters = 1 << 24;

    /// <summary>How many frames ahead the memory of a frame's counter is asked for: they lie far from each other.</summary>
    private const int Ahead = 16;

    private readonly GramNumbers _words;
    private readonly int[][] _frames;
    private readonly int[][] _documents;

    // Needed only while frames are found.
    private byte[] _counters;

    public SharedFrames(Corpus corpus)
    {
        _words = corpus.Grams(1);
        _frames = new int[corpus.Count][];
        _counters = new byte[(int)Math.Clamp(BitOperations.RoundUpToPowerOf2((ulong)corpus.Tokens * 32), 1, MostCounters)];
        var common = Sift();
        var shares = (ulong)(1 + (common / HashesAtOnce));
        var (best, found) = (new CommonestFrames(corpus.Count), new List<(ulong Hash, int Document)>((int)(common / (long)shares * 9 / 8)));
        for (ulong share = 0; share < shares; share++)
        {
            Common(share, shares, found);
            best.Add(CollectionsMarshal.AsSpan(found));
        }
        _documents = [.. Number(best)];
        _counters = [];
        // The commonest first: most texts from templates are told by it.
        foreach (var frames in _frames) Array.Sort(frames, (one, other) => _documents[other].Length.CompareTo(_documents[one].Length) is not 0 and var order ? order : one.CompareTo(other));
    }

    /// <summary>Different frames: numbers are below it.</summary>
    public int Types => _documents.Length;

    /// <summary>The frames of a document that others share, first what most of them do; empty: it has none.</summary>
    public ReadOnlySpan<int> Of(int document) => _frames[document];

    /// <summary>The documents that have a frame, ascending.</summary>
    public ReadOnlySpan<int> Documents(int frame) => _documents[frame];

    private ref byte Counter(ulong hash) => ref _counters[(int)((hash >> 32) & (ulong)(_counters.Length - 1))];

    /// <summary>The frames of a document, some of which come twice where it repeats words; their counters are on the way.</summary>
    private ReadOnlySpan<ulong> Frames(int document, Span<ulong> hashes)
    {
        hashes = hashes[..Samples.Frames.Of(_words.Of(document), hashes)];
        for (var i = 0; i < Math.Min(Ahead, hashes.Length); i++) Prefetch(hashes[i]);
        return hashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void Prefetch(ulong hash)
    {
        // Only asks for memory: a collection that moves the array meanwhile makes it a wrong guess and nothing worse.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Counter(hash)));
    }

    /// <summary>Fills the counters; how many frames, of all documents together, are not rare.</summary>
    private long Sift()
    {
        long common = 0;
        Span<ulong> room = stackalloc ulong[Samples.Frames.Most];
        for (var document = 0; document < _frames.Length; document++)
        {
            var hashes = Frames(document, room);
            for (var i = 0; i < hashes.Length; i++)
            {
                if (i + Ahead < hashes.Length) Prefetch(hashes[i + Ahead]);
                ref var count = ref Counter(hashes[i]);
                // With the one that makes it common, those before it turn out to be so.
                if (count == Least) common++;
                else if (++count == Least) common += Least;
            }
        }
        return common;
    }

    /// <summary>The frames of a share that are not rare, in the order of the documents.</summary>
    private void Common(ulong share, ulong shares, List<(ulong Hash, int Document)> found)
    {
        found.Clear();
        Span<ulong> room = stackalloc ulong[Samples.Frames.Most];
        for (var document = 0; document < _frames.Length; document++)
        {
            var hashes = Frames(document, room);
            for (var i = 0; i < hashes.Length; i++)
            {
                if (i + Ahead < hashes.Length) Prefetch(hashes[i + Ahead]);
                if (Counter(hashes[i]) == Least && (shares == 1 || hashes[i] % shares == share)) found.Add((hashes[i], document));
            }
        }
    }

    /// <summary>Gives each document the frames that any has kept; the documents of each.</summary>
    private IEnumerable<int[]> Number(CommonestFrames best)
    {
        var numbers = new Dictionary<ulong, int>(SecretKeys.Comparer);
        Array.Clear(_counters);
        foreach (var hash in best.Hashes)
        {
            numbers[hash] = -1;
            Counter(hash) = 1;
        }
        var documents = new List<List<int>>();
        Span<ulong> room = stackalloc ulong[Samples.Frames.Most];
        var own = new List<int>();
        for (var document = 0; document < _frames.Length; document++)
        {
            own.Clear();
            var hashes = best.HasAny(document) ? Frames(document, room) : [];
            for (var i = 0; i < hashes.Length; i++)
            {
                if (i + Ahead < hashes.Length) Prefetch(hashes[i + Ahead]);
                var hash = hashes[i];
                if (Counter(hash) == 0) continue;
                ref var number = ref CollectionsMarshal.GetValueRefOrNullRef(numbers, hash);
                if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref number)) continue;
                if (number < 0)
                {
                    number = documents.Count;
                    documents.Add([]);
                }
                if (documents[number] is [.., var last] && last == document) continue;
                documents[number].Add(document);
                own.Add(number);
            }
            _frames[document] = [.. own];
        }
        return documents.Select(found => found.ToArray());
    }
}
