using System.Runtime.InteropServices;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Metrics.Classifying;

/// <summary>
/// What a linear model sees of each document of a corpus: which words and word pairs it has, which three bytes of its text stand
/// in a row (case, punctuation and spacing are in them), and its class of length. Each present or not, and every document of length 1.
/// </summary>
/// <remarks>
/// A feature of one document alone says nothing of any other and is left out. Of a long document the
/// features with the smallest hashes stay: the same ones in every document, so that they can be compared.
/// </remarks>
internal sealed class Features
{
    /// <summary>How many features of a document stay where a measure is taken again and again.</summary>
    public const int Few = 512;

    /// <summary>How many where it is taken once.</summary>
    public const int Many = 4096;

    private const int ByteOrder = 3;

    private readonly int _most;
    private readonly int[] _features;
    private readonly int[] _starts;
    private readonly double[] _weights;

    /// <param name="corpus">The documents.</param>
    /// <param name="most">How many features of a document stay.</param>
    public Features(Corpus corpus, int most)
    {
        _most = most;
        var numbers = new Dictionary<ulong, int>(SecretKeys.Comparer);
        var documents = new List<int>();
        var all = new List<int>();
        _starts = new int[corpus.Count + 1];
        var own = new List<ulong>();
        for (var document = 0; document < corpus.Count; document++)
        {
            Collect(corpus, document, own);
            foreach (var key in own)
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var known);
                if (!known)
                {
                    number = documents.Count;
                    documents.Add(0);
                }
                documents[number]++;
                all.Add(number);
            }
            _starts[document + 1] = all.Count;
        }
        (_features, Count) = Shared(all, documents);
        _weights = new double[corpus.Count];
        for (var document = 0; document < corpus.Count; document++) _weights[document] = 1 / Math.Sqrt(Math.Max(1, Of(document).Length));
    }

    /// <summary>Different features: numbers are below it.</summary>
    public int Count { get; }

    /// <summary>A document's features, each once.</summary>
    public ReadOnlySpan<int> Of(int document) => _features.AsSpan(_starts[document].._starts[document + 1]);

    /// <summary>The value of each of a document's features.</summary>
    public double Weight(int document) => _weights[document];

    private void Collect(Corpus corpus, int document, List<ulong> keys)
    {
        keys.Clear();
        keys.Add(Key(0, (ulong)LengthJsDraw.Class(corpus.Length(document))));
        foreach (var word in corpus.Grams(1).Of(document)) keys.Add(Key(1, (ulong)word));
        foreach (var pair in corpus.Grams(2).Of(document)) keys.Add(Key(2, (ulong)pair));
        var text = corpus.Text(document).Text;
        for (var i = 0; i + ByteOrder <= text.Length; i++) keys.Add(Key(3, text[i] | ((ulong)text[i + 1] << 8) | ((ulong)text[i + 2] << 16)));
        keys.Sort();
        var kept = 0;
        for (var i = 0; i < keys.Count && kept < _most; i++)
            if (i == 0 || keys[i] != keys[i - 1]) keys[kept++] = keys[i];
        keys.RemoveRange(kept, keys.Count - kept);
    }

    /// <summary>A bijection for each kind: kinds apart, no two features of one kind share a key.</summary>
    private static ulong Key(ulong kind, ulong number) => Hash64.Avalanche((kind << 56) | number);

    /// <summary>Renumbers the features that two documents or more have, and leaves out the others.</summary>
    private (int[] Features, int Count) Shared(List<int> all, List<int> documents)
    {
        var renumbered = new int[documents.Count];
        var count = 0;
        for (var i = 0; i < renumbered.Length; i++) renumbered[i] = documents[i] > 1 ? count++ : -1;
        var kept = new List<int>(all.Count);
        for (var document = 0; document + 1 < _starts.Length; document++)
        {
            var start = kept.Count;
            for (var i = _starts[document]; i < _starts[document + 1]; i++)
                if (renumbered[all[i]] >= 0) kept.Add(renumbered[all[i]]);
            _starts[document] = start;
        }
        _starts[^1] = kept.Count;
        return ([.. kept], count);
    }
}
