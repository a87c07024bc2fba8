using System.Runtime.InteropServices;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Language;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The different texts of a sample, or of a data sample and a reference sample together, split once: every word and n-gram has
/// a number, so that a measure over any draw of them is a walk over numbers.
/// </summary>
public sealed class Corpus
{
    /// <summary>The longest n-grams that are numbered.</summary>
    public const int MaxOrder = 5;

    private readonly Dictionary<ulong, int> _documents = new(SecretKeys.Comparer);
    private readonly List<SampledText> _texts = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _words = [];
    private readonly GramNumbers?[] _grams = new GramNumbers?[MaxOrder + 1];
    private readonly GramOccurrences?[] _occurrences = new GramOccurrences?[MaxOrder + 1];
    private readonly Lock _gate = new();
    private readonly Dictionary<Type, object> _shared = [];

    /// <param name="words">Splits the texts.</param>
    /// <param name="texts">Texts of one or more samples; one content is one document, whatever samples it is in.</param>
    public Corpus(WordSplitter words, IEnumerable<SampledText> texts)
    {
        ArgumentNullException.ThrowIfNull(words);
        Splitter = words;
        var numbers = new Dictionary<ulong, int>(SecretKeys.Comparer);
        var tokens = new TokenBuffer();
        foreach (var text in texts)
        {
            if (!_documents.TryAdd(text.Content, _texts.Count)) continue;
            _texts.Add(text);
            words.Split(text.Text, tokens);
            foreach (var hash in tokens.Hashes)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, hash, out var known);
                if (!known) number = numbers.Count - 1;
                _words.Add(number);
            }
            _starts.Add(_words.Count);
        }
        _grams[1] = new GramNumbers(1, [.. _words], [.. _starts], numbers.Count);
    }

    /// <param name="whole">Has the documents.</param>
    /// <param name="documents">Their numbers, ascending.</param>
    private Corpus(Corpus whole, ReadOnlySpan<int> documents)
    {
        (Splitter, Embeddings, Perplexities, Seed) = (whole.Splitter, whole.Embeddings, whole.Perplexities, whole.Seed);
        var numbers = new int[whole.Grams(1).Types];
        var types = 0;
        foreach (var document in documents)
        {
            _documents.Add(whole.Text(document).Content, _texts.Count);
            _texts.Add(whole.Text(document));
            foreach (var word in whole.Grams(1).Of(document))
            {
                if (numbers[word] == 0) numbers[word] = ++types;
                _words.Add(numbers[word] - 1);
            }
            _starts.Add(_words.Count);
        }
        _grams[1] = new GramNumbers(1, [.. _words], [.. _starts], types);
    }

    public WordSplitter Splitter { get; }

    /// <summary>Has the embeddings of all texts; null: none were made.</summary>
    public TextEmbeddings? Embeddings { get; init; }

    /// <summary>Has the perplexities of all texts by the model that the policy names; null: it names none.</summary>
    public TextPerplexities? Perplexities { get; init; }

    /// <summary>The seed of whatever measures draw beyond the draws themselves.</summary>
    public ulong Seed { get; init; }

    /// <summary>Different texts.</summary>
    public int Count => _texts.Count;

    /// <summary>Tokens of all of them.</summary>
    public int Tokens => _words.Count;

    /// <summary>Tokens of a document.</summary>
    public int Length(int document) => _starts[document + 1] - _starts[document];

    /// <summary>A document's text, as the first sample that has it knows it.</summary>
    public SampledText Text(int document) => _texts[document];

    /// <summary>The texts, by document.</summary>
    public IReadOnlyList<SampledText> Texts => _texts;

    /// <summary>The document of a content; −1: none.</summary>
    public int Find(ulong content) => _documents.GetValueOrDefault(content, -1);

    /// <summary>A corpus of some of the documents alone, numbered anew in their order.</summary>
    /// <param name="documents">Their numbers, ascending.</param>
    internal Corpus Only(ReadOnlySpan<int> documents) => new(this, documents);

    /// <summary>The n-grams of all documents, numbered; order 1…<see cref="MaxOrder"/>. Safe from any thread.</summary>
    public GramNumbers Grams(int order)
    {
        lock (_gate)
        {
            for (var n = 2; n <= order; n++) _grams[n] ??= _grams[n - 1]!.Longer(_grams[1]!);
            return _grams[order]!;
        }
    }

    /// <summary>What the documents have in common of those n-grams. Safe from any thread.</summary>
    internal GramOccurrences Occurrences(int order)
    {
        lock (_gate) return _occurrences[order] ??= new GramOccurrences(Grams(order), Count);
    }

    /// <summary>What measures derive from the documents alone, made once for all draws; safe from any thread.</summary>
    public T Share<T>(Func<Corpus, T> make)
        where T : class
    {
        lock (_gate)
        {
            if (_shared.TryGetValue(typeof(T), out var known)) return (T)known;
            var made = make(this);
            _shared.Add(typeof(T), made);
            return made;
        }
    }
}
