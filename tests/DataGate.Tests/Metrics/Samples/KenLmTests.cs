using System.Text.Json;
using DataGate.Metrics.Language;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>
/// The language model against KenLM (Heafield et al. 2013, github.com/kpu/kenlm, commit 4cb443e6): <c>lmplz -o 3 --discount_fallback</c> on the sentences
/// learnt, and log₁₀ p of each scored word and end by the back-off of its file.
/// </summary>
/// <remarks>
/// KenLM computes in single precision and writes 7 digits: 1e-5 of a logarithm is what its values hold to. The sentences are questions
/// of a few intents of CLINC150 (Larson et al. 2019, github.com/clinc/oos-eval, CC BY 3.0; chosen: those of lower-case letters and
/// spaces alone, which both splitters split alike; three stand twice).
/// </remarks>
public sealed class KenLmTests
{
    private const double Digits = 1e-5;

    [TestCase("kenlm.json", false)]
    [TestCase("kenlm-few.json", true, Description = "too few counts: the third order has the discounts ½, 1 and 1½")]
    public void Every_word_and_every_record_has_the_probability_that_KenLM_gives_it(string name, bool fallsBack)
    {
        var golden = JsonSerializer.Deserialize<Golden>(File.ReadAllBytes(Path.Combine(TestSupport.Repository.Root, "tests", "DataGate.Tests", "Metrics", "Samples", name)), JsonSerializerOptions.Web)!;
        var corpus = Drawn.Corpus(golden.Learnt, golden.Scored.Select(scored => scored.Text));
        var model = new KneserNey(corpus);
        model.Fit(Drawn.Draw(corpus, golden.Learnt));
        Assert.That(model.Discounts(3) == (0.5, 1, 1.5), Is.EqualTo(fallsBack));
        Assert.That(golden.Scored, Has.Length.GreaterThan(10));
        foreach (var (text, log10) in golden.Scored)
        {
            var document = Drawn.Document(corpus, text);
            int[] words = [model.Begin, .. corpus.Grams(1).Of(document), model.End];
            Assert.That(log10, Has.Length.EqualTo(words.Length - 1));
            Assert.Multiple(() =>
            {
                for (var at = 1; at < words.Length; at++)
                    Assert.That(Math.Log10(model.Probability(words.AsSpan(0, at), words[at])), Is.EqualTo(log10[at - 1]).Within(Digits * -log10[at - 1]), $"word {at} of '{text}'");
                var mean = -log10.Average() * Math.Log(10);
                Assert.That(model.LogPerplexity(document, corpus.Length(document)), Is.EqualTo(mean).Within(Digits * mean), text);
            });
        }
    }

    private sealed record Golden(string[] Learnt, Scored[] Scored);

    private sealed record Scored(string Text, double[] Log10);
}
