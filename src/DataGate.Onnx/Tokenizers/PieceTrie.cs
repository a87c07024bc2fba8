namespace DataGate.Onnx.Tokenizers;

/// <summary>Pieces of a vocabulary, found by what a text begins with. Of equal pieces the last one counts.</summary>
internal sealed class PieceTrie
{
    private const int None = -1;
    private readonly Dictionary<(int Node, char Next), int> _next = [];
    private readonly List<int> _ids = [None];

    /// <summary>Characters of the longest piece.</summary>
    public int Longest { get; private set; }

    public void Add(string piece, int id)
    {
        var node = 0;
        foreach (var c in piece)
        {
            if (!_next.TryGetValue((node, c), out var child))
            {
                child = _ids.Count;
                _next.Add((node, c), child);
                _ids.Add(None);
            }
            node = child;
        }
        _ids[node] = id;
        Longest = Math.Max(Longest, piece.Length);
    }

    /// <summary>The pieces that the text begins with, shortest first.</summary>
    public PrefixEnumerator Prefixes(ReadOnlySpan<char> text) => new(this, text);

    /// <summary>Walks down the trie along a text.</summary>
    public ref struct PrefixEnumerator(PieceTrie trie, ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _node;
        private int _length;

        /// <summary>The piece's id and its length in characters.</summary>
        public readonly (int Id, int Length) Current => (trie._ids[_node], _length);

        public readonly PrefixEnumerator GetEnumerator() => this;

        public bool MoveNext()
        {
            while (_length < _text.Length && trie._next.TryGetValue((_node, _text[_length]), out var child))
            {
                (_node, _length) = (child, _length + 1);
                if (trie._ids[child] != None) return true;
            }
            return false;
        }
    }
}
