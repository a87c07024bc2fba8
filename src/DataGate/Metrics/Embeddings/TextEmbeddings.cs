using System.Globalization;
using System.Text;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Embeddings;

/// <summary>An embedder, or why there is none.</summary>
/// <param name="Embedder">Null: see <paramref name="WhyNot"/>.</param>
/// <param name="WhyNot">A clause, with what mends it; null where there is one.</param>
public sealed record EmbedderOffer(IEmbedder? Embedder, string? WhyNot);

/// <summary>The embeddings of a check's sampled texts: each text is embedded once, whatever asks for it, and the embedder is opened when the first text is.</summary>
/// <param name="open">Opens the embedder.</param>
public sealed class TextEmbeddings(Func<EmbedderOffer> open)
{
    /// <summary>Share of a set's tokens that a model may not know: beyond it, what it makes of the texts says too little of them.</summary>
    public const double MostUnknown = 0.03;

    private readonly Dictionary<ulong, TextEmbedding> _known = [];
    private readonly Lock _gate = new();
    private EmbedderOffer? _offer;

    /// <summary>No embeddings, and why.</summary>
    public static TextEmbeddings None(string whyNot) => new(() => new EmbedderOffer(null, whyNot));

    /// <summary>Why there is no embedder; null: there is one.</summary>
    public string? WhyNot
    {
        get
        {
            lock (_gate) return (_offer ??= open()).WhyNot;
        }
    }

    /// <summary>Components of an embedding; only where there is an embedder.</summary>
    public int Dimensions => Embedder.Dimensions;

    private IEmbedder Embedder => _offer?.Embedder ?? throw new InvalidOperationException("there is no embedder, or none was asked for");

    /// <summary>Embeds what of some texts is not embedded yet, and says why they can't be measured by it: there is no embedder, or it doesn't know their words. Null: they can.</summary>
    public string? Prepare(IReadOnlyCollection<SampledText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts.Count == 0) return null;
        if (WhyNot is { } whyNot) return whyNot;
        lock (_gate)
        {
            Make(texts);
            double tokens = 0, unknown = 0;
            foreach (var text in texts)
            {
                tokens += (double)text.Times * _known[text.Content].Tokens;
                unknown += (double)text.Times * _known[text.Content].UnknownTokens;
            }
            return unknown <= MostUnknown * tokens ? null : string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * unknown / tokens:0.0}% of its tokens are unknown to the embedding model, more than {100 * MostUnknown:0}%: name a model of the texts' own language as 'embedding: {{ model: FOLDER }}'");
        }
    }

    /// <summary>The embeddings of texts, row by row; what <see cref="Prepare"/> says of them is the caller's to mind.</summary>
    public Vectors Of(IReadOnlyList<SampledText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (WhyNot is { } whyNot) throw new InvalidOperationException(whyNot);
        lock (_gate)
        {
            Make(texts);
            var rows = new float[texts.Count * Dimensions];
            for (var i = 0; i < texts.Count; i++) _known[texts[i].Content].Vector.Span.CopyTo(rows.AsSpan(i * Dimensions));
            return new Vectors(Dimensions, rows);
        }
    }

    private void Make(IEnumerable<SampledText> texts)
    {
        // In the order of their contents, so that the same data asks the same of an embedder.
        var missing = texts.Where(text => !_known.ContainsKey(text.Content)).DistinctBy(text => text.Content).OrderBy(text => text.Content).ToList();
        if (missing.Count == 0) return;
        var made = Embedder.Embed([.. missing.Select(text => Encoding.UTF8.GetString(text.Text))]);
        for (var i = 0; i < missing.Count; i++) _known.Add(missing[i].Content, made[i]);
    }
}
