using System.Runtime.InteropServices;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Metrics.Language;

/// <summary>
/// What a language model sees of a corpus: each document between one begin and one end symbol, its n-grams up to
/// <see cref="Order"/> numbered order by order. An n-gram knows its history (all but the last word) and its suffix (all but the first),
/// so that fitting and scoring are walks over numbers.
/// </summary>
internal sealed class Histories
{
    public const int Order = 3;

    private readonly Corpus _corpus;
    private readonly int[] _events;
    private readonly int[] _starts;
    private readonly Dictionary<long, int>[] _numbers = new Dictionary<long, int>[Order + 1];
    private readonly List<int>[] _history = new List<int>[Order + 1];
    private readonly List<int>[] _suffix = new List<int>[Order + 1];

    public Histories(Corpus corpus)
    {
        _corpus = corpus;
        (Begin, End) = (corpus.Grams(1).Types, corpus.Grams(1).Types + 1);
        for (var n = 2; n <= Order; n++) (_numbers[n], _history[n], _suffix[n]) = (new(SecretKeys.Comparer), [], []);
        _starts = new int[corpus.Count + 1];
        _events = new int[corpus.Tokens + corpus.Count];
        var at = 0;
        Span<int> grams = stackalloc int[Order + 1];
        for (var document = 0; document < corpus.Count; document++)
        {
            grams.Fill(-1);
            grams[1] = Begin;
            foreach (var word in corpus.Grams(1).Of(document)) _events[at++] = Step(grams, word);
            _events[at++] = Step(grams, End);
            _starts[document + 1] = at;
        }
    }

    /// <summary>The number that stands before the first word; words of the corpus are below it.</summary>
    public int Begin { get; }

    /// <summary>The number that stands behind the last word.</summary>
    public int End { get; }

    /// <summary>Different n-grams of an order, begin and end symbols among them.</summary>
    public int Types(int order) => order == 1 ? End + 1 : _history[order].Count;

    /// <summary>Of each n-gram, the number of the (n−1)-gram that is all but its last word; order 2 and above.</summary>
    public ReadOnlySpan<int> History(int order) => CollectionsMarshal.AsSpan(_history[order]);

    /// <summary>Of each n-gram, the number of the (n−1)-gram that is all but its first word; order 2 and above.</summary>
    public ReadOnlySpan<int> Suffix(int order) => CollectionsMarshal.AsSpan(_suffix[order]);

    /// <summary>
    /// The longest n-gram that ends at each of a document's first words, the end symbol last where all words are taken. Its order
    /// is <see cref="OrderAt"/>.
    /// </summary>
    public ReadOnlySpan<int> Of(int document, int tokens) =>
        _events.AsSpan(_starts[document], tokens == _corpus.Length(document) ? tokens + 1 : tokens);

    /// <summary>The order of the n-gram that ends at a document's word: what stands before it is at most the begin symbol.</summary>
    public static int OrderAt(int position) => Math.Min(Order, position + 2);

    /// <summary>The number of a sequence of words; −1: no document has it.</summary>
    public int Find(ReadOnlySpan<int> words)
    {
        if (words.IsEmpty || words[0] < 0 || words[0] > End) return -1;
        var number = words[0];
        for (var n = 2; n <= words.Length && number >= 0; n++) number = Find(n, number, words[n - 1]);
        return number;
    }

    /// <summary>The number of an n-gram; −1: no document has it.</summary>
    public int Find(int order, int history, int word) => _numbers[order].GetValueOrDefault(Key(history, word), -1);

    private static long Key(int history, int word) => ((long)history << 32) | (uint)word;

    /// <summary>Goes on by a word; <paramref name="grams"/> holds the n-grams of each order that end here, −1 where there is none.</summary>
    private int Step(Span<int> grams, int word)
    {
        var longest = word;
        var shorter = word;
        var history = grams[1];
        grams[1] = word;
        for (var n = 2; n <= Order && history >= 0; n++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers[n], Key(history, word), out var known);
            if (!known)
            {
                number = _history[n].Count;
                _history[n].Add(history);
                _suffix[n].Add(shorter);
            }
            (history, grams[n], shorter) = (grams[n], number, number);
            longest = number;
        }
        return longest;
    }
}
