using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Diversity;

/// <summary>The n-grams that repeat most in a sample: what ate the diversity.</summary>
internal static class RepeatedGrams
{
    private const int Shown = 5;

    public static ImmutableArray<Evidence> Of(DocumentSample sample, int order, WordSplitter words)
    {
        var texts = sample.Texts;
        var document = new Document(order);
        var times = new Dictionary<ulong, long>(SecretKeys.Comparer);
        foreach (var text in texts)
            foreach (var hash in Grams(text, document, order, words))
                CollectionsMarshal.GetValueRefOrAddDefault(times, hash, out _) += text.Times;

        var top = times.Where(gram => gram.Value > 1).OrderByDescending(gram => gram.Value).ThenBy(gram => gram.Key).Take(Shown)
            .ToDictionary(gram => gram.Key, _ => new GramRows());
        foreach (var text in texts)
        {
            var hashes = Grams(text, document, order, words);
            for (var i = 0; i < hashes.Length; i++)
                if (top.TryGetValue(hashes[i], out var rows)) rows.Add(text, i);
        }
        return
        [
            .. top.Values.OrderByDescending(gram => gram.Records).ThenBy(gram => gram.Places[0]).ThenBy(gram => gram.At)
                .Select(gram => new Evidence(order == 1 ? "repeated word" : $"repeated {order}-gram", gram.Show(order, words), gram.Records, [.. gram.Places])),
        ];
    }

    private static ReadOnlySpan<ulong> Grams(SampledText text, Document document, int order, WordSplitter words)
    {
        words.Split(text.Text, document.Tokens);
        document.HashGrams();
        return document.Grams(order);
    }
}
