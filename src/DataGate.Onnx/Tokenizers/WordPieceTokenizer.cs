using System.Runtime.InteropServices;

namespace DataGate.Onnx.Tokenizers;

/// <summary>WordPiece (Schuster and Nakajima 2012), as BERT uses it: of each word the longest piece of the vocabulary that it begins with, again and again.</summary>
internal sealed class WordPieceTokenizer : ITokenizer
{
    private const int MaxWord = 100;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;
    private readonly BertText _text;
    private readonly string _unknown;
    private readonly string _continues;
    private readonly int _unknownId;

    /// <exception cref="InvalidDataException">The vocabulary lacks what stands for the unknown.</exception>
    public WordPieceTokenizer(Dictionary<string, int> ids, BertText text, string unknown = "[UNK]", string continues = "##")
    {
        (_text, _unknown, _continues) = (text, unknown, continues);
        _ids = ids.GetAlternateLookup<ReadOnlySpan<char>>();
        _unknownId = ids.TryGetValue(_unknown, out var id) ? id : throw new InvalidDataException($"its vocabulary has no {unknown}");
    }

    public required IReadOnlyList<int> Before { get; init; }

    public required IReadOnlyList<int> After { get; init; }

    public Tokens Encode(string text)
    {
        var ids = new List<int>();
        foreach (var word in _text.Words(text))
        {
            var start = ids.Count;
            if (Add(word, ids)) continue;
            CollectionsMarshal.SetCount(ids, start);
            ids.Add(_unknownId);
        }
        return new Tokens(ids, _unknownId);
    }

    /// <summary>Adds the word's pieces; false where it can't be made of them.</summary>
    private bool Add(string word, List<int> ids)
    {
        if (word.Length > MaxWord) return false;
        // Pieces inside of a word stand in the vocabulary with a mark before them.
        var marked = _continues + word;
        var start = 0;
        while (start < word.Length)
        {
            var end = word.Length;
            var id = 0;
            while (end > start && !_ids.TryGetValue(Candidate(start, end), out id)) end--;
            if (end == start) return false;
            ids.Add(id);
            start = end;
        }
        return true;

        ReadOnlySpan<char> Candidate(int start, int end) =>
            start == 0 ? word.AsSpan(0, end) : string.Concat(_continues, marked.AsSpan(_continues.Length + start, end - start)).AsSpan();
    }
}
