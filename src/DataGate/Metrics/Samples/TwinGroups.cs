using System.Runtime.InteropServices;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The documents of a corpus grouped by what their likeness is seen from: the set of their word 5-grams, or, of documents under
/// five tokens, the sequence of those. Documents without tokens are each alone.
/// </summary>
internal sealed class TwinGroups
{
    /// <summary>The longest short text that edits are looked for in: a single token may be a megabyte.</summary>
    private const int MaxCharacters = 64;

    private readonly int[] _groups;
    private readonly int[] _ranks;
    private readonly List<int[]> _sets = [];
    private readonly List<int[]?> _texts = [];

    public TwinGroups(Corpus corpus)
    {
        Order = [.. Enumerable.Range(0, corpus.Count).OrderBy(document => corpus.Text(document).Content)];
        _groups = new int[corpus.Count];
        _ranks = new int[corpus.Count];
        var known = new Dictionary<int[], int>(SameNumbers.Instance);
        var knownShort = new Dictionary<int[], int>(SameNumbers.Instance);
        var tokens = new TokenBuffer();
        for (var rank = 0; rank < Order.Length; rank++)
        {
            var document = Order[rank];
            _ranks[document] = rank;
            var isShort = corpus.Length(document) < Corpus.MaxOrder;
            int[] set = isShort ? corpus.Grams(1).Of(document).ToArray() : Set(corpus.Grams(Corpus.MaxOrder).Of(document));
            var group = _sets.Count;
            if (set.Length > 0)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(isShort ? knownShort : known, set, out var exists);
                if (!exists) number = group;
                group = number;
            }
            if (group == _sets.Count)
            {
                _sets.Add(set);
                _texts.Add(isShort ? Folded(corpus, document, tokens) : null);
            }
            _groups[document] = group;
        }
        Longs = _texts.Count(text => text is null);
    }

    /// <summary>The documents in content-hash order.</summary>
    public int[] Order { get; }

    /// <summary>Groups; they are numbered by their first document in content-hash order.</summary>
    public int Count => _sets.Count;

    /// <summary>Those of them that are not short.</summary>
    public int Longs { get; }

    public int Of(int document) => _groups[document];

    /// <summary>A document's position in <see cref="Order"/>.</summary>
    public int Rank(int document) => _ranks[document];

    /// <summary>A group's 5-grams, sorted; of short documents their tokens in order.</summary>
    public ReadOnlySpan<int> Set(int group) => _sets[group];

    public bool IsShort(int group) => _texts[group] is not null;

    /// <summary>A short group's tokens as code points, a space between; empty where it is too long for edits to be looked for.</summary>
    public ReadOnlySpan<int> Text(int group) => _texts[group];

    private static int[] Set(ReadOnlySpan<int> grams)
    {
        var sorted = grams.ToArray();
        Array.Sort(sorted);
        var kept = 1;
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] != sorted[i - 1]) sorted[kept++] = sorted[i];
        return sorted[..kept];
    }

    private static int[] Folded(Corpus corpus, int document, TokenBuffer tokens)
    {
        var text = corpus.Text(document).Text;
        corpus.Splitter.Split(text, tokens);
        var bytes = 0;
        foreach (var length in tokens.Lengths) bytes += length;
        if (bytes > MaxCharacters * 4) return [];
        var points = new List<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > 0) points.Add(' ');
            foreach (var rune in corpus.Splitter.Display(text.AsSpan(tokens.Starts[i], tokens.Lengths[i])).EnumerateRunes()) points.Add(rune.Value);
        }
        return points.Count > MaxCharacters ? [] : [.. points];
    }

    private sealed class SameNumbers : IEqualityComparer<int[]>
    {
        public static SameNumbers Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj) => (int)Hash64.Of(MemoryMarshal.AsBytes(obj.AsSpan()), 0);
    }
}
