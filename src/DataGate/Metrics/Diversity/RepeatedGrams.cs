using System.Collections.Immutable;
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
        var counts = new Dictionary<ulong, (long Times, SampledText Text, int At)>();
        var document = new Document(order);
        foreach (var text in sample.Texts)
        {
            words.Split(text.Text, document.Tokens);
            document.HashGrams();
            var grams = document.Grams(order);
            for (var i = 0; i < grams.Length; i++)
            {
                counts[grams[i]] = counts.TryGetValue(grams[i], out var had)
                    ? Earlier(text, had) ? (had.Times + text.Times, text, i) : had with { Times = had.Times + text.Times }
                    : (text.Times, text, i);
            }
        }
        return
        [
            .. counts.Where(pair => pair.Value.Times > 1)
                .OrderByDescending(pair => pair.Value.Times).ThenBy(pair => pair.Value.Text.Places[0]).ThenBy(pair => pair.Value.At)
                .Take(Shown)
                .Select(pair => Describe(pair.Value, order, words)),
        ];
    }

    private static bool Earlier(SampledText text, (long Times, SampledText Text, int At) had) => text.Places[0] < had.Text.Places[0];

    private static Evidence Describe((long Times, SampledText Text, int At) gram, int order, WordSplitter words)
    {
        var tokens = new TokenBuffer();
        words.Split(gram.Text.Text, tokens);
        var text = new string[order];
        for (var i = 0; i < order; i++)
            text[i] = words.Display(gram.Text.Text.AsSpan(tokens.Starts[gram.At + i], tokens.Lengths[gram.At + i]));
        return new Evidence(order == 1 ? "repeated word" : $"repeated {order}-gram", Excerpts.Of(string.Join(' ', text)), gram.Times, [.. gram.Text.Places]);
    }
}
