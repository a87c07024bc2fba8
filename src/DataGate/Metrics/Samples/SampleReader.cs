using System.Runtime.CompilerServices;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Language;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>How many texts models read, which ones, and the seed of what measures draw of them.</summary>
/// <param name="Embeddings">Makes embeddings.</param>
/// <param name="Sample">Different texts of a set at most.</param>
/// <param name="Seed">The policy's.</param>
public sealed record EmbeddingSample(TextEmbeddings Embeddings, int Sample, ulong Seed)
{
    /// <summary>None: there is no embedder.</summary>
    public static EmbeddingSample None { get; } = new(TextEmbeddings.None("there is no embedding model"), 1, 0);

    /// <summary>Has a language model score texts; null: the policy names none, and perplexities are those of a model of the reference.</summary>
    public TextPerplexities? Perplexities { get; init; }

    /// <summary>Whether a measure is computed on what a model makes of the texts, rather than on their words.</summary>
    public bool IsRead(DrawMetric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.OverEmbeddings || (metric.OverPerplexities && Perplexities is not null);
    }

    /// <summary>The texts of a side that are read.</summary>
    public SampledSide Of(SampledSide side)
    {
        ArgumentNullException.ThrowIfNull(side);
        return side.Limit(Sample);
    }

    /// <summary>Has both sides read by the model of embeddings, or by the language model; why not, or null.</summary>
    public string? Prepare(SampledSide data, SampledSide? reference, bool overPerplexities)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Read(data) ?? (reference is null ? null : Read(reference) is { } why ? $"of the reference, {why}" : null);
        string? Read(SampledSide side) => overPerplexities ? Perplexities!.Prepare([.. side.All]) : Embeddings.Prepare([.. side.All]);
    }
}

/// <summary>A draw, or why there is none.</summary>
/// <param name="Input">Null: see <paramref name="WhyNot"/>.</param>
/// <param name="WhyNot">A clause.</param>
/// <param name="IsWhole">Whether it holds every content of its sets.</param>
/// <param name="Contents">Different texts of the data that it holds by hash.</param>
public sealed record SampleDraw(DrawInput? Input, string? WhyNot, bool IsWhole, int Contents);

/// <summary>Turns the samples of sets into draws, each once however many measures ask.</summary>
public sealed class SampleReader(WordSplitter words, EmbeddingSample? embedding = null)
{
    private readonly EmbeddingSample _embedding = embedding ?? EmbeddingSample.None;
    private readonly Dictionary<(SetSketch Data, SetSketch? Reference, bool OverPerplexities), SampleDraw> _read = [];
    private readonly ConditionalWeakTable<SetSketch, DrawInput> _sets = [];
    private readonly ConditionalWeakTable<SetSketch, ConditionalWeakTable<SetSketch, DrawInput>> _pairs = [];

    /// <summary>The whole sample of a set, every content with its copies.</summary>
    public DrawInput Of(SetSketch set) => _sets.GetValue(set, it =>
    {
        var side = SampledSide.Of(it);
        var corpus = new Corpus(words, Ordered(side.All));
        return new DrawInput(corpus, All(corpus, side), null, new Workspace());
    });

    /// <summary>The whole samples of a set and of its reference.</summary>
    public DrawInput Of(SetSketch set, SetSketch reference) => _pairs.GetOrCreateValue(set).GetValue(reference, other =>
    {
        var (data, anchor) = (SampledSide.Of(set), SampledSide.Of(other));
        var corpus = new Corpus(words, Ordered(data.All.Concat(anchor.All)));
        return new DrawInput(corpus, All(corpus, data), All(corpus, anchor), new Workspace());
    });

    /// <summary>Whether a measure is computed on what a model makes of the texts.</summary>
    public bool IsRead(DrawMetric metric) => _embedding.IsRead(metric);

    /// <summary>The samples of a set, and of its reference, whose texts are embedded, or scored by the language model.</summary>
    public SampleDraw Read(SetSketch set, SetSketch? reference, bool overPerplexities = false)
    {
        lock (_read)
        {
            if (_read.TryGetValue((set, reference, overPerplexities), out var known)) return known;
            var (data, anchor) = (_embedding.Of(SampledSide.Of(set)), reference is null ? null : _embedding.Of(SampledSide.Of(reference)));
            var whyNot = _embedding.Prepare(data, anchor, overPerplexities);
            var isWhole = data.Sampling >= 1 && anchor is null or { Sampling: >= 1 };
            return _read[(set, reference, overPerplexities)] = new SampleDraw(whyNot is null ? Read(data, anchor) : null, whyNot, isWhole, data.Texts.Count);
        }
    }

    /// <summary>What a measure takes of a set: its sample, or what models read of that.</summary>
    public SampledSide SideOf(SetSketch set, DrawMetric metric) => IsRead(metric) ? _embedding.Of(SampledSide.Of(set)) : SampledSide.Of(set);

    /// <summary>The share of a set's contents that models read.</summary>
    public double Sampling(SetSketch set) => _embedding.Of(SampledSide.Of(set)).Sampling;

    private DrawInput Read(SampledSide data, SampledSide? reference)
    {
        var corpus = new Corpus(words, Ordered(data.All.Concat(reference?.All ?? []))) { Embeddings = _embedding.Embeddings, Perplexities = _embedding.Perplexities, Seed = _embedding.Seed };
        return new DrawInput(corpus, All(corpus, data), reference is null ? null : All(corpus, reference), new Workspace())
        {
            ReferenceTexts = (reference?.All ?? []).DistinctBy(text => text.Content).ToDictionary(text => text.Content),
        };
    }

    private static IEnumerable<SampledText> Ordered(IEnumerable<SampledText> texts) => texts.OrderBy(text => text.Content);

    private static Draw All(Corpus corpus, SampledSide side)
    {
        var heavy = side.Heavy.Select(text => text.Content).ToHashSet();
        var (documents, times) = (new List<int>(), new List<int>());
        foreach (var text in Ordered(side.All))
        {
            var isSure = side.Sampling < 1 && side.IsSure(text, side.Sampling);
            if (!isSure && heavy.Contains(text.Content)) continue;
            documents.Add(corpus.Find(text.Content));
            times.Add((int)Math.Min(isSure ? (long)Math.Round(text.Times * side.Sampling) : text.Times, int.MaxValue));
        }
        return new Draw([.. documents], [.. documents.Select(corpus.Length)], [.. times]);
    }
}
