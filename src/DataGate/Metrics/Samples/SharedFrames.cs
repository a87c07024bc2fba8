using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>Frames that a document keeps; of equally common ones those with the smaller hash.</summary>
    private const int KeptEach = 16;

    private const int HashesAtOnce = 1 << 21, MostCounters = 1 << 24;

    private readonly GramNumbers _words;
    private readonly int _documents;
    private readonly byte[] _counters;
    private readonly int[][] _frames;

    public SharedFrames(Corpus corpus)
    {
        (_words, _documents) = (corpus.Grams(1), corpus.Count);
        _counters = new byte[(int)Math.Clamp(BitOperations.RoundUpToPowerOf2((ulong)corpus.Tokens * 32), 1, MostCounters)];
        var common = Sift();
        var shares = (ulong)(1 + (common / HashesAtOnce));
        var best = new (int Documents, ulong Hash)[]?[corpus.Count];
        for (ulong share = 0; share < shares; share++) Count(share, shares, best);
        var kept = new HashSet<ulong>(best.OfType<(int Documents, ulong Hash)[]>().SelectMany(frames => frames).Where(frame => frame.Documents > 0).Select(frame => frame.Hash), SecretKeys.Comparer);
        var numbers = new Dictionary<ulong, int>(SecretKeys.Comparer);
        _frames = new int[corpus.Count][];
        Span<ulong> hashes = stackalloc ulong[Frames.Most];
        var own = new List<int>();
        for (var document = 0; document < corpus.Count; document++)
        {
            _frames[document] = [];
            if (best[document] is null) continue;
            own.Clear();
            foreach (var hash in hashes[..Frames.Of(_words.Of(document), hashes)])
            {
                if (!kept.Contains(hash)) continue;
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, hash, out var known);
                if (!known) number = numbers.Count - 1;
                own.Add(number);
            }
            _frames[document] = [.. own.Distinct()];
        }
        Types = numbers.Count;
    }

    /// <summary>Different frames: numbers are below it.</summary>
    public int Types { get; }

    /// <summary>The frames of a document that others share; empty: it has none.</summary>
    public ReadOnlySpan<int> Of(int document) => _frames[document];

    private ref byte Counter(ulong hash) => ref _counters[(int)((hash >> 32) & (ulong)(_counters.Length - 1))];

    /// <summary>Fills the counters; how many frames, of all documents together, are not rare.</summary>
    private long Sift()
    {
        Span<ulong> hashes = stackalloc ulong[Frames.Most];
        for (var document = 0; document < _documents; document++)
        {
            foreach (var hash in hashes[..Frames.Of(_words.Of(document), hashes)])
                if (Counter(hash) is < Least and var count) Counter(hash) = (byte)(count + 1);
        }
        long common = 0;
        for (var document = 0; document < _documents; document++)
        {
            foreach (var hash in hashes[..Frames.Of(_words.Of(document), hashes)])
                if (Counter(hash) == Least) common++;
        }
        return common;
    }

    private void Count(ulong share, ulong shares, (int Documents, ulong Hash)[]?[] best)
    {
        var counts = new Dictionary<ulong, (int Documents, int Last)>(SecretKeys.Comparer);
        Span<ulong> hashes = stackalloc ulong[Frames.Most];
        for (var document = 0; document < _documents; document++)
        {
            foreach (var hash in hashes[..Frames.Of(_words.Of(document), hashes)])
            {
                if (Counter(hash) < Least || hash % shares != share) continue;
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, hash, out var known);
                if (!known || count.Last != document) count = (count.Documents + 1, document);
            }
        }
        for (var document = 0; document < _documents; document++)
        {
            foreach (var hash in hashes[..Frames.Of(_words.Of(document), hashes)])
            {
                if (Counter(hash) == Least && hash % shares == share && counts[hash].Documents is var common and >= Least)
                    Enter(best[document] ??= new (int, ulong)[KeptEach], (common, hash));
            }
        }
    }

    /// <summary>Enters a frame among the commonest, in their order; once.</summary>
    private static void Enter((int Documents, ulong Hash)[] best, (int Documents, ulong Hash) frame)
    {
        var at = 0;
        while (at < best.Length && (best[at].Documents > frame.Documents || (best[at].Documents == frame.Documents && best[at].Hash < frame.Hash))) at++;
        if (at == best.Length || best[at] == frame) return;
        Array.Copy(best, at, best, at + 1, best.Length - at - 1);
        best[at] = frame;
    }
}
