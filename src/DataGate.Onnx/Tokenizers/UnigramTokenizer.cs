using System.Text;

namespace DataGate.Onnx.Tokenizers;

/// <summary>
/// SentencePiece's unigram model (Kudo 2018, arXiv:1804.10959): the path of pieces with the largest sum of scores, word by word.
/// A character that no piece covers costs the lowest score less 10, and neighbouring unknowns are one.
/// </summary>
internal sealed class UnigramTokenizer : ITokenizer
{
    private const double UnknownPenalty = 10;
    private const char Space = '▁';
    private readonly PieceTrie _trie = new();
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _unknownId;
    private readonly Func<string, string> _normalize;
    private readonly bool _addsSpace;

    /// <param name="pieces">By id.</param>
    /// <param name="unknownId">What stands for the unknown; no text is taken for it.</param>
    /// <param name="normalize">Applied to the text first.</param>
    /// <param name="addsSpace">Whether <c>▁</c> stands before the text as before every other word.</param>
    /// <param name="lowest">The lowest score that counts for the unknown. Default: of all pieces.</param>
    public UnigramTokenizer(IReadOnlyList<(string Piece, double Score)> pieces, int unknownId, Func<string, string> normalize, bool addsSpace, double? lowest = null)
    {
        (_unknownId, _normalize, _addsSpace) = (unknownId, normalize, addsSpace);
        _scores = [.. pieces.Select(piece => piece.Score)];
        _unknownScore = (lowest ?? _scores.Min()) - UnknownPenalty;
        for (var id = 0; id < pieces.Count; id++)
            if (id != unknownId && pieces[id].Piece.Length > 0) _trie.Add(pieces[id].Piece, id);
    }

    public required IReadOnlyList<int> Before { get; init; }

    public required IReadOnlyList<int> After { get; init; }

    public Tokens Encode(string text)
    {
        var symbols = _normalize(text).Replace(' ', Space);
        if (symbols.Length > 0 && _addsSpace && symbols[0] != Space) symbols = Space + symbols;
        var ids = new List<int>();
        for (var start = 0; start < symbols.Length;)
        {
            var next = symbols.IndexOf(Space, start + 1);
            var end = next < 0 ? symbols.Length : next;
            AddWord(symbols.AsSpan(start, end - start), ids);
            start = end;
        }
        return new Tokens(ids, _unknownId);
    }

    private void AddWord(ReadOnlySpan<char> word, List<int> ids)
    {
        var (best, piece, from) = (new double[word.Length + 1], new int[word.Length + 1], new int[word.Length + 1]);
        Array.Fill(best, double.NegativeInfinity);
        best[0] = 0;
        for (var start = 0; start < word.Length;)
        {
            Rune.DecodeFromUtf16(word[start..], out _, out var width);
            var isCovered = false;
            foreach (var (id, length) in _trie.Prefixes(word[start..]))
            {
                isCovered |= length == width;
                Offer(start, length, id, _scores[id], best, piece, from);
            }
            if (!isCovered) Offer(start, width, _unknownId, _unknownScore, best, piece, from);
            start += width;
        }
        var first = ids.Count;
        for (var end = word.Length; end > 0; end = from[end])
            if (piece[end] != _unknownId || ids.Count == first || ids[^1] != _unknownId) ids.Add(piece[end]);
        ids.Reverse(first, ids.Count - first);
    }

    private static void Offer(int start, int length, int id, double score, double[] best, int[] piece, int[] from)
    {
        if (!(best[start] + score > best[start + length])) return;
        (best[start + length], piece[start + length], from[start + length]) = (best[start] + score, id, start);
    }
}
