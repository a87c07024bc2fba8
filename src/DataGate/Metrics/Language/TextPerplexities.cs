using System.Globalization;
using System.Text;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Language;

/// <summary>A language model, or why there is none.</summary>
/// <param name="Model">Null: see <paramref name="WhyNot"/>.</param>
/// <param name="WhyNot">A clause, with what mends it; null where there is one.</param>
public sealed record LanguageModelOffer(ILanguageModel? Model, string? WhyNot);

/// <summary>The perplexities of a check's sampled texts by the model that the policy names: each text is scored once, whatever asks for it, and the model is opened when the first text is.</summary>
/// <param name="open">Opens the model.</param>
public sealed class TextPerplexities(Func<LanguageModelOffer> open)
{
    private readonly Dictionary<ulong, TextScore> _known = new(SecretKeys.Comparer);
    private readonly Lock _gate = new();
    private LanguageModelOffer? _offer;

    /// <summary>Scores what of some texts is not scored yet, and says why they can't be measured by it: there is no model, or it doesn't know their words. Null: they can.</summary>
    public string? Prepare(IReadOnlyCollection<SampledText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0) return null;
        lock (_gate)
        {
            if ((_offer ??= open()).WhyNot is { } whyNot) return whyNot;
            Make(texts);
            double tokens = 0, unknown = 0;
            foreach (var text in texts)
            {
                tokens += (double)text.Times * _known[text.Content].Tokens;
                unknown += (double)text.Times * _known[text.Content].UnknownTokens;
            }
            return unknown <= TextEmbeddings.MostUnknown * tokens ? null : string.Create(
                CultureInfo.InvariantCulture, $"{100 * unknown / tokens:0.0}% of its tokens are unknown to the language model, more than {100 * TextEmbeddings.MostUnknown:0}%: name a model of the texts' own language");
        }
    }

    /// <summary>The log-perplexities of texts, in nats a token; what <see cref="Prepare"/> says of them is the caller's to mind.</summary>
    public double[] Of(IReadOnlyList<SampledText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        lock (_gate)
        {
            if (texts.Count > 0 && (_offer ??= open()).WhyNot is { } whyNot) throw new InvalidOperationException(whyNot);
            Make(texts);
            return [.. texts.Select(text => _known[text.Content].LogPerplexity)];
        }
    }

    private void Make(IEnumerable<SampledText> texts)
    {
        // In the order of their contents, so that the same data asks the same of a model.
        var missing = texts.Where(text => !_known.ContainsKey(text.Content)).DistinctBy(text => text.Content).OrderBy(text => text.Content).ToList();
        if (missing.Count == 0) return;
        var made = _offer!.Model!.Score([.. missing.Select(text => Encoding.UTF8.GetString(text.Text))]);
        for (var i = 0; i < missing.Count; i++) _known.Add(missing[i].Content, made[i]);
    }
}

/// <summary>The log-perplexities of a corpus, a value a document, by the model that the policy names.</summary>
internal sealed class CorpusPerplexities(Corpus corpus)
{
    public double[] Values { get; } = corpus.Perplexities!.Of(corpus.Texts);

    public static CorpusPerplexities Of(Corpus corpus) => corpus.Share(static corpus => new CorpusPerplexities(corpus));
}
