using System.Text;
using System.Text.Json;

namespace DataGate.Onnx.Tokenizers;

/// <summary>
/// The tokenizer of Universal Sentence Encoder Lite: Unicode's NFKC, <c>▁</c> for spaces and before the text, then the best path over the scores of a unigram
/// vocabulary (Kudo 2018, arXiv:1804.10959). It follows the implementation that the model was published with in its quirks: a position that no piece ends at counts
/// as 0 and as unknown, a best score of 0 as none, ties go to the piece that starts later, the first six ids are never found, and neighbouring unknowns are one.
/// </summary>
internal sealed class UseLiteTokenizer : ITokenizer
{
    /// <summary>Ids that the vocabulary keeps for itself.</summary>
    private const int Reserved = 6;
    private const int UnknownId = 0;
    private const char Space = '▁';
    private readonly PieceTrie _trie = new();
    private readonly double[] _scores;
    private readonly int[] _lengths;

    private UseLiteTokenizer(IReadOnlyList<(string Piece, double Score)> vocabulary)
    {
        _scores = [.. vocabulary.Select(entry => entry.Score)];
        _lengths = [.. vocabulary.Select(entry => entry.Piece.Length)];
        for (var id = Reserved; id < vocabulary.Count; id++) _trie.Add(vocabulary[id].Piece, id);
    }

    public IReadOnlyList<int> Before => [];

    public IReadOnlyList<int> After => [];

    /// <summary>Reads <c>vocabulary.json</c>: [[piece, score], …], by id. A score that is null counts as 0.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static UseLiteTokenizer Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return new([.. document.RootElement.EnumerateArray().Select(entry =>
                (entry[0].GetString() ?? "", entry[1].ValueKind == JsonValueKind.Null ? 0 : entry[1].GetDouble()))]);
        }
        catch (Exception e) when (e is InvalidOperationException or IndexOutOfRangeException or FormatException)
        {
            throw new JsonException("the vocabulary is not a list of pieces and scores", e);
        }
    }

    public Tokens Encode(string text)
    {
        var normal = text.Normalize(NormalizationForm.FormKC);
        if (normal.Length == 0) return new Tokens([], UnknownId);
        var symbols = Space + normal.Replace(' ', Space);
        var (best, words) = (new double[symbols.Length + 1], new int[symbols.Length + 1]);
        for (var start = 0; start < symbols.Length; start++)
        {
            foreach (var (id, length) in _trie.Prefixes(symbols.AsSpan(start)))
            {
                var score = _scores[id] + best[start];
                // A best score of exactly 0 is the one that was never set.
                if (best[start + length] != 0 && score < best[start + length]) continue;
                (best[start + length], words[start + length]) = (score, id);
            }
        }
        return new Tokens(Path(words), UnknownId);
    }

    /// <summary>The best path, from its end to its start and then turned round.</summary>
    private List<int> Path(int[] words)
    {
        var ids = new List<int>();
        for (var end = words.Length - 1; end > 0; end -= _lengths[words[end]])
        {
            var id = words[end];
            if (id != UnknownId || ids.Count == 0 || ids[^1] != UnknownId) ids.Add(id);
        }
        ids.Reverse();
        return ids;
    }
}
