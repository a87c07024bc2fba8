using System.Numerics;
using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>For each document, the frames that most documents have too.</summary>
/// <param name="documents">How many documents there are.</param>
internal sealed class CommonestFrames(int documents)
{
    /// <summary>Frames that a document keeps; of equally common ones those with the smaller hash.</summary>
    private const int KeptEach = 16;

    /// <summary>Frames that are counted at once: their table stays in a processor's own memory.</summary>
    private const int CountedAtOnce = 1 << 11, MostParts = 1 << 12;

    private readonly (int Documents, ulong Hash)[]?[] _best = new (int, ulong)[]?[documents];
    private Slot[] _slots = [];
    private (ulong Hash, int Document)[] _parted = [];

    /// <summary>Whether a document has any frame that at least <see cref="SharedFrames.Least"/> have.</summary>
    public bool HasAny(int document) => _best[document] is not null;

    /// <summary>All that are kept; one may come several times.</summary>
    public IEnumerable<ulong> Hashes => _best.OfType<(int Documents, ulong Hash)[]>().SelectMany(frames => frames).Where(frame => frame.Documents > 0).Select(frame => frame.Hash);

    /// <summary>Enters all occurrences of some frames.</summary>
    /// <param name="frames">In the order of the documents; a document may have one twice.</param>
    public void Add(ReadOnlySpan<(ulong Hash, int Document)> frames)
    {
        var bits = BitOperations.Log2((uint)Math.Clamp(frames.Length / CountedAtOnce, 1, MostParts));
        var ends = new int[1 << bits];
        foreach (var (hash, _) in frames) ends[Part(hash)]++;
        for (int part = 0, start = 0; part < ends.Length; part++) (ends[part], start) = (start, start + ends[part]);
        if (_parted.Length < frames.Length) _parted = new (ulong, int)[frames.Length];
        foreach (var frame in frames) _parted[ends[Part(frame.Hash)]++] = frame;
        for (int part = 0, start = 0; part < ends.Length; start = ends[part++]) Count(_parted.AsSpan(start, ends[part] - start));

        // A shift by 64 is one by nothing.
        int Part(ulong hash) => bits == 0 ? 0 : (int)(hash >> (64 - bits));
    }

    private void Count(ReadOnlySpan<(ulong Hash, int Document)> frames)
    {
        var bits = BitOperations.Log2((uint)frames.Length + 1) + 2;
        if (_slots.Length < 1 << bits) _slots = new Slot[1 << bits];
        var slots = _slots.AsSpan(0, 1 << bits);
        foreach (var (hash, document) in frames)
        {
            ref var slot = ref Find(slots, hash, bits);
            if (slot.Documents > 0 && slot.Last == document) continue;
            slot = new Slot(hash, slot.Documents + 1, document);
        }
        foreach (var (hash, document) in frames)
        {
            var common = Find(slots, hash, bits).Documents;
            if (common >= SharedFrames.Least) Enter(_best[document] ??= new (int, ulong)[KeptEach], (common, hash));
        }
        slots.Clear();
    }

    /// <summary>The slot of a hash, or the free one that it is to have: of four or more there are as many free ones.</summary>
    private static ref Slot Find(Span<Slot> slots, ulong hash, int bits)
    {
        var at = (int)SecretKeys.Slot(hash, 64 - bits);
        while (slots[at].Documents > 0 && slots[at].Hash != hash) at = (at + 1) & (slots.Length - 1);
        return ref slots[at];
    }

    /// <summary>Enters a frame among the commonest, in their order; once.</summary>
    private static void Enter((int Documents, ulong Hash)[] best, (int Documents, ulong Hash) frame)
    {
        if (IsBefore(best[^1], frame)) return;
        var at = best.Length - 1;
        while (at > 0 && !IsBefore(best[at - 1], frame)) at--;
        if (best[at] == frame) return;
        Array.Copy(best, at, best, at + 1, best.Length - at - 1);
        best[at] = frame;
    }

    private static bool IsBefore((int Documents, ulong Hash) one, (int Documents, ulong Hash) other) =>
        one.Documents > other.Documents || (one.Documents == other.Documents && one.Hash < other.Hash);

    /// <summary>A frame, how many documents have it, and the last of them.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Slot(ulong Hash, int Documents, int Last);
}
