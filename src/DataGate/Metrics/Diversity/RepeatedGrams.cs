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
        var grams = new Dictionary<ulong, GramRows>();
        var document = new Document(order);
        foreach (var text in sample.Texts)
        {
            words.Split(text.Text, document.Tokens);
            document.HashGrams();
            var hashes = document.Grams(order);
            for (var i = 0; i < hashes.Length; i++)
            {
                ref var gram = ref CollectionsMarshal.GetValueRefOrAddDefault(grams, hashes[i], out _);
                (gram ??= new GramRows()).Add(text, i);
            }
        }
        return
        [
            .. grams.Values.Where(gram => gram.Records > 1)
                .OrderByDescending(gram => gram.Records).ThenBy(gram => gram.Places[0]).ThenBy(gram => gram.At)
                .Take(Shown)
                .Select(gram => new Evidence(order == 1 ? "repeated word" : $"repeated {order}-gram", gram.Show(order, words), gram.Records, [.. gram.Places])),
        ];
    }
}
