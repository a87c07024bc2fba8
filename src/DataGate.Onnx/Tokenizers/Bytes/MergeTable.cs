using System.Runtime.InteropServices;

namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>
/// A vocabulary of byte pairs (Sennrich et al. 2016, arXiv:1508.07909, over bytes): the pieces of single bytes, and which two neighbours become one, the earlier merge first.
/// </summary>
internal sealed class MergeTable
{
    private readonly Dictionary<long, Merge> _merges;
    private readonly int[] _bytes = new int[256];

    /// <param name="ids">Pieces in GPT-2's characters for bytes, with their ids.</param>
    /// <param name="merges">Pairs of pieces, the first one first.</param>
    /// <param name="unknown">What stands for a byte that has no piece; null: every byte has one.</param>
    /// <exception cref="InvalidDataException">A merge names what is no piece, or a byte has none.</exception>
    public MergeTable(Dictionary<string, int> ids, IReadOnlyList<(string Left, string Right)> merges, int? unknown)
    {
        for (var value = 0; value < _bytes.Length; value++)
        {
            var piece = ByteAlphabet.Characters[value].ToString();
            _bytes[value] = ids.TryGetValue(piece, out var id) ? id : unknown ?? throw new InvalidDataException($"its vocabulary has no piece for the byte {value}, which '{piece}' stands for");
        }
        _merges = new Dictionary<long, Merge>(merges.Count);
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var (left, right) = merges[rank];
            // Of equal merges the first one counts.
            _merges.TryAdd(Key(Id(left), Id(right)), new Merge(rank, Id(left + right)));
        }
        int Id(string piece) => ids.TryGetValue(piece, out var id) ? id : throw new InvalidDataException($"its merges name '{piece}', which its vocabulary lacks");
    }

    /// <summary>
    /// Adds the pieces of a word: again and again the pair of the earliest merge, of equal ones the leftmost, becomes one. n log n in the word's bytes, whatever they are.
    /// </summary>
    public void Add(ReadOnlySpan<byte> word, List<int> ids)
    {
        var (pieces, next, previous) = (new int[word.Length], new int[word.Length], new int[word.Length]);
        var waiting = new PriorityQueue<(int At, int Left, int Right), (int Rank, int At)>();
        for (var at = 0; at < word.Length; at++) (pieces[at], next[at], previous[at]) = (_bytes[word[at]], at + 1, at - 1);
        for (var at = 0; at + 1 < word.Length; at++) Offer(at);
        while (waiting.TryDequeue(out var pair, out _))
        {
            // What was merged since is gone, or is another pair.
            if (pieces[pair.At] != pair.Left || next[pair.At] >= word.Length || pieces[next[pair.At]] != pair.Right) continue;
            var gone = next[pair.At];
            pieces[pair.At] = _merges[Key(pair.Left, pair.Right)].Id;
            pieces[gone] = None;
            next[pair.At] = next[gone];
            if (next[gone] < word.Length) previous[next[gone]] = pair.At;
            if (previous[pair.At] >= 0) Offer(previous[pair.At]);
            if (next[pair.At] < word.Length) Offer(pair.At);
        }
        for (var at = 0; at < word.Length; at = next[at]) ids.Add(pieces[at]);

        void Offer(int at)
        {
            var (left, right) = (pieces[at], pieces[next[at]]);
            if (_merges.TryGetValue(Key(left, right), out var merge)) waiting.Enqueue((at, left, right), (merge.Rank, at));
        }
    }

    private const int None = -1;

    private static long Key(int left, int right) => ((long)left << 32) | (uint)right;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Merge(int Rank, int Id);
}
