using System.Collections.Frozen;
using System.Collections.Immutable;
using DataGate.Metrics.Classifying;
using DataGate.Metrics.Divergence;
using DataGate.Metrics.Diversity;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Judging;
using DataGate.Metrics.Language;
using DataGate.Metrics.Leaking;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Metrics.Tail;

namespace DataGate.Metrics;

/// <summary>Every metric that a policy may name, in the order that reports show them.</summary>
public static class MetricCatalog
{
    private static MetricInfo Diversity(string name, Better better, ValueRange range, string summary, bool factor = true, bool counted = false) =>
        new(name, MetricFamily.Diversity, better, range, counted, factor, summary);

    private static MetricInfo Divergence(string name, Better better, ValueRange range, string summary, bool factor = false, bool counted = false) =>
        new(name, MetricFamily.Divergence, better, range, counted, factor, summary);

    private static MetricInfo Origin(string name, Better better, ValueRange range, string summary) =>
        new(name, MetricFamily.Synthetic, better, range, Counted: true, Factor: false, summary);

    private static MetricInfo Spanning(MetricInfo info) => info with { Spans = true };

    private static MetricInfo Tail(string name, Better better, ValueRange range, string summary, bool factor = true) =>
        new(name, MetricFamily.Tail, better, range, Counted: true, factor, summary);

    private const string TooFewPerplexities = "the reference has too few records for a 95th percentile or a spread";

    private static SampledMetric Entropy(int order) =>
        new(new EntropyDraw(order), $"no record has {order} words or more", (input, _) => Repeated(input, order));

    private static SampledMetric Bleu(int order) =>
        new(new SelfBleu(order), "a single record has nothing to be like", (input, _) => Repeated(input, order));

    private static ImmutableArray<Evidence> Repeated(MetricInput input, int order) =>
        RepeatedGrams.Of(input.Set.Get<DocumentSample>(SketchKind.Sample), order, input.Words);

    private static MetricInfo Embedded(MetricInfo info) => info with { Embedded = true };

    private static SampledMetric Apart(EmbeddingDraw draws, string undefined, bool thinFirst = false) => new(draws, undefined, (_, drawn) => Regions.Of(drawn, thinFirst));

    private static SampledMetric Histograms(string name, Func<long[], long[], double> number) =>
        Apart(new HistogramDraw(name, number), "all texts have one embedding, which makes one cluster");

    private static SampledMetric Neighbourhoods(string name, Func<Prdc, double> number, bool thinFirst = false) => Apart(
        new PrdcDraw(name, number), $"there are no neighbourhoods: a side has {Prdc.Neighbours} different records or fewer", thinFirst);

    public static ImmutableArray<MetricInfo> All { get; } =
    [
        Diversity("distinct-1", Better.Higher, ValueRange.Share, "distinct words / all words"),
        Diversity("distinct-2", Better.Higher, ValueRange.Share, "distinct word pairs / all word pairs"),
        Diversity("distinct-3", Better.Higher, ValueRange.Share, "distinct word 3-grams / all of them"),
        Diversity("distinct-4", Better.Higher, ValueRange.Share, "distinct word 4-grams / all of them"),
        Diversity("distinct-5", Better.Higher, ValueRange.Share, "distinct word 5-grams / all of them"),
        Diversity("exact-duplicates", Better.Lower, ValueRange.Share, "share of records that repeat an earlier text", factor: false, counted: true),
        Diversity("opening-share", Better.Lower, ValueRange.Share, "largest share of records that open with the same three words", factor: false),
        Diversity("ead", Better.Higher, ValueRange.NonNegative, "expectation-adjusted distinct words"),
        Diversity("self-bleu-2", Better.Lower, ValueRange.Share, "mean BLEU-2 of each record against all others"),
        Diversity("self-bleu-3", Better.Lower, ValueRange.Share, "mean BLEU-3 of each record against all others"),
        Diversity("self-bleu-4", Better.Lower, ValueRange.Share, "mean BLEU-4 of each record against all others"),
        Diversity("self-bleu-5", Better.Lower, ValueRange.Share, "mean BLEU-5 of each record against all others"),
        Diversity("compression-ratio", Better.Lower, ValueRange.NonNegative, "bytes / compressed bytes"),
        Diversity("repetition", Better.Lower, ValueRange.NonNegative, "mean log count of a record's 4-grams in other records"),
        Diversity("ngram-entropy", Better.Higher, ValueRange.Share, "evenness of the words: entropy / log of the number of different ones"),
        Diversity("ngram-entropy-2", Better.Higher, ValueRange.Share, "the same over word pairs"),
        Diversity("ngram-entropy-3", Better.Higher, ValueRange.Share, "the same over word 3-grams"),
        Diversity("near-duplicates", Better.Lower, ValueRange.Share, "share of records that nearly repeat another", factor: false),
        Diversity("skeleton-share", Better.Lower, ValueRange.Share, "largest share of records of one shape", factor: false),
        Diversity("template-share", Better.Lower, ValueRange.Share, "share of records that only fill gaps in words that others have too", factor: false),
        Embedded(Diversity("mean-cosine", Better.Lower, ValueRange.Share, "mean pairwise cosine of the embeddings", factor: false)) with { Lowest = -1 },
        Embedded(Diversity("vendi-score", Better.Higher, ValueRange.NonNegative, "effective number of different records, by embeddings")),
        Embedded(Diversity("cluster-score", Better.Higher, ValueRange.Share, "clusters / records in small draws, by embeddings")),
        Embedded(Diversity("semantic-duplicates", Better.Lower, ValueRange.Share, "share of records that say what another says, by embeddings", factor: false)),
        Diversity("perplexity-breadth", Better.Either, ValueRange.Share, "share of records beyond the reference's 95th perplexity percentile", factor: false),
        Diversity("perplexity-spread", Better.Higher, ValueRange.NonNegative, "spread of the log-perplexity / that of the reference"),
        Diversity("complexity", Better.Higher, ValueRange.NonNegative, "type-token richness: words in a row until only 72% of them are different ones"),
        Diversity("label-entropy", Better.Higher, ValueRange.Share, "evenness of the labels", counted: true),
        Diversity("missing-mass", Better.Higher, ValueRange.Share, "words that occur once / all words: Good–Turing's mass of what was not seen", counted: true),
        Diversity("judged-cluster-score", Better.Higher, ValueRange.Share, "groups / records in sets that a language model groups", factor: false) with { Judged = true },
        Divergence("token-js", Better.Lower, ValueRange.NonNegative, "Jensen–Shannon divergence of the words from the reference, in nats"),
        Divergence("token-js-2", Better.Lower, ValueRange.NonNegative, "the same over word pairs"),
        Divergence("token-js-3", Better.Lower, ValueRange.NonNegative, "the same over word 3-grams"),
        Divergence("token-kl", Better.Lower, ValueRange.NonNegative, "KL(reference ‖ data) of the words, in nats"),
        Divergence("token-kl-2", Better.Lower, ValueRange.NonNegative, "the same over word pairs"),
        Divergence("token-kl-3", Better.Lower, ValueRange.NonNegative, "the same over word 3-grams"),
        Divergence("label-coverage", Better.Higher, ValueRange.Share, "share of the reference's labels that occur", factor: true, counted: true),
        Divergence("label-js", Better.Lower, ValueRange.NonNegative, "Jensen–Shannon divergence of the labels from the reference, in nats", counted: true),
        Divergence("rare-retention", Better.Higher, ValueRange.Share, "share of the reference's rarest words that still occur", factor: true, counted: true),
        Embedded(Divergence("embedding-kl", Better.Lower, ValueRange.NonNegative, "KL(reference ‖ data) over clusters of the embeddings, in nats")),
        Embedded(Divergence("embedding-js", Better.Lower, ValueRange.NonNegative, "Jensen–Shannon divergence over clusters of the embeddings, in nats")),
        Embedded(Divergence("mauve", Better.Higher, ValueRange.Share, "area under the divergence frontier of the embeddings", factor: true)),
        Embedded(Divergence("frontier-integral", Better.Lower, ValueRange.Share, "integral of the divergence frontier of the embeddings")),
        Embedded(Divergence("precision", Better.Higher, ValueRange.Share, "share of the data near a record of the reference", factor: true)),
        Embedded(Divergence("recall", Better.Higher, ValueRange.Share, "share of the reference near a record of the data", factor: true)),
        Embedded(Divergence("density", Better.Higher, ValueRange.NonNegative, "how densely the data lies around records of the reference", factor: true)),
        Embedded(Divergence("coverage", Better.Higher, ValueRange.Share, "share of the reference with data nearby", factor: true)),
        Embedded(Divergence("frechet", Better.Lower, ValueRange.NonNegative, "Fréchet distance of the embeddings")),
        Divergence("length-js", Better.Lower, ValueRange.NonNegative, "JS of the length distributions"),
        Divergence("classifier-auc", Better.Lower, ValueRange.Share, "how well a linear classifier tells data from reference"),
        Embedded(Divergence("embedding-auc", Better.Lower, ValueRange.Share, "how well a linear classifier of embeddings tells data from reference")),
        Embedded(Divergence("mmd", Better.Lower, ValueRange.NonNegative, "squared maximum mean discrepancy of the embeddings")) with { Lowest = double.MinValue },
        Spanning(Origin("ratio", Better.Lower, ValueRange.Share, "share of the dataset that is synthetic")),
        Spanning(Origin("unlabelled", Better.Lower, ValueRange.Share, "share of records of unknown origin")),
        Spanning(Origin("source-share", Better.Lower, ValueRange.Share, "largest generator's share of the synthetic records")),
        Spanning(Origin("effective-sources", Better.Higher, ValueRange.NonNegative, "exp of the entropy over generators")),
        Spanning(Origin("depth", Better.Lower, ValueRange.Count, "generations from a human record: 1 is made from human data")),
        Spanning(Origin("age", Better.Lower, ValueRange.Days, "age of the oldest synthetic record")),
        Origin("anchored", Better.Higher, ValueRange.Share, "share of synthetic records whose parents end in a human one"),
        Origin("laundered", Better.Lower, ValueRange.Count, "records labelled human that repeat a synthetic one"),
        Origin(HumanRetention.MetricName, Better.Higher, ValueRange.Share, "share of the base's human records that the change keeps"),
        Origin("danger-zone", Better.Lower, ValueRange.Share, "share of records that a language model finds harmful and well made") with { Counted = false, Judged = true },
        new(Leakage.MetricName, MetricFamily.Leakage, Better.Lower, ValueRange.Share, Counted: true, Factor: false, "share of records whose text stands in another set too: the reference, or a split"),
        Tail("count", Better.Higher, ValueRange.Count, "records in the bucket", factor: false),
        Tail("share", Better.Either, ValueRange.Share, "share of the records that are in the bucket"),
        Tail("taxonomy-coverage", Better.Higher, ValueRange.Share, "share of the taxonomy's leaves that have records"),
    ];

    /// <summary>What measures, by name; each is made when it is first asked for.</summary>
    private static readonly Dictionary<string, Lazy<Metric>> s_metrics = new(StringComparer.Ordinal)
    {
        ["distinct-1"] = new(() => new DistinctN(1)),
        ["distinct-2"] = new(() => new DistinctN(2)),
        ["distinct-3"] = new(() => new DistinctN(3)),
        ["distinct-4"] = new(() => new DistinctN(4)),
        ["distinct-5"] = new(() => new DistinctN(5)),
        ["exact-duplicates"] = new(() => new ExactDuplicates()),
        ["opening-share"] = new(() => new OpeningShare()),
        ["ead"] = new(() => new Ead()),
        ["ngram-entropy"] = new(() => Entropy(1)),
        ["ngram-entropy-2"] = new(() => Entropy(2)),
        ["ngram-entropy-3"] = new(() => Entropy(3)),
        ["self-bleu-2"] = new(() => Bleu(2)),
        ["self-bleu-3"] = new(() => Bleu(3)),
        ["self-bleu-4"] = new(() => Bleu(4)),
        ["self-bleu-5"] = new(() => Bleu(5)),
        ["repetition"] = new(() => new SampledMetric(new RepetitionDraw(), "there are no records", (input, _) => Repeated(input, 4))),
        ["length-js"] = new(() => new SampledMetric(new LengthJsDraw(), "there are no records", (_, drawn) => LengthUse.Of(drawn))),
        ["compression-ratio"] = new(() => new SampledMetric(new CompressionRatio(), "the records have no text", (input, _) => Repeated(input, 5))),
        ["near-duplicates"] = new(() => new NearDuplicateShare()),
        ["skeleton-share"] = new(() => new SampledMetric(new SkeletonShare(), "there are no records", (_, drawn) => SkeletonShare.Evidence(drawn.Corpus, drawn.Data))),
        ["template-share"] = new(() => new SampledMetric(new TemplateShare(), "there are no records", (_, drawn) => TemplateShare.Evidence(drawn.Corpus, drawn.Data))),
        ["perplexity-breadth"] = new(() => new SampledMetric(new PerplexityBreadth(), TooFewPerplexities, (_, drawn) => Perplexities.ExplainBreadth(drawn))),
        ["perplexity-spread"] = new(() => new SampledMetric(new PerplexitySpread(), TooFewPerplexities, (_, drawn) => Perplexities.Explain(drawn))),
        ["complexity"] = new(() => new SampledMetric(new Mtld(), "no record has a word", (input, drawn) => [.. Structure.Explain(drawn), .. Repeated(input, 1)])),
        ["classifier-auc"] = new(() => new SampledMetric(new ClassifierAuc(), "data or reference has too few different texts to learn from", (_, drawn) => ClassifierAuc.Explain(drawn))),
        ["token-js"] = new(() => new TokenJs(1)),
        ["token-js-2"] = new(() => new TokenJs(2)),
        ["token-js-3"] = new(() => new TokenJs(3)),
        ["token-kl"] = new(() => new TokenKl(1)),
        ["token-kl-2"] = new(() => new TokenKl(2)),
        ["token-kl-3"] = new(() => new TokenKl(3)),
        ["ratio"] = new(() => new Ratio()),
        ["unlabelled"] = new(() => new UnlabelledShare()),
        ["source-share"] = new(() => new SourceShare()),
        ["effective-sources"] = new(() => new EffectiveSources()),
        ["depth"] = new(() => new Depth()),
        ["anchored"] = new(() => new Anchored()),
        ["age"] = new(() => new Age()),
        ["laundered"] = new(() => new Laundered()),
        [HumanRetention.MetricName] = new(() => new HumanRetention()),
        ["count"] = new(() => new BucketCount()),
        ["share"] = new(() => new BucketShare()),
        ["label-coverage"] = new(() => new LabelCoverage()),
        ["label-entropy"] = new(() => new LabelEntropy()),
        ["label-js"] = new(() => new LabelJs()),
        ["missing-mass"] = new(() => new MissingMass()),
        ["rare-retention"] = new(() => new RareRetention()),
        ["taxonomy-coverage"] = new(() => new TaxonomyCoverage()),
        ["danger-zone"] = new(() => new DangerZone()),
        ["judged-cluster-score"] = new(() => new JudgedClusters()),
        [Leakage.MetricName] = new(() => new Leakage()),
        ["mean-cosine"] = new(() => new SampledMetric(new MeanCosineDraw(), "a single record has nothing to be like", (_, drawn) => SemanticTwins.Explain(drawn, SemanticTwins.DefaultSimilarity))),
        ["vendi-score"] = new(() => new VendiMetric()),
        ["semantic-duplicates"] = new(() => new SemanticDuplicateShare()),
        ["cluster-score"] = new(() => new SampledMetric(new ClusterScoreDraw(), "a single record has nothing to be like", (_, drawn) => SemanticTwins.Explain(drawn, ClusterScoreDraw.Alike))),
        ["mauve"] = new(() => Histograms("mauve", (data, reference) => Frontier.Mauve(data, reference))),
        ["frontier-integral"] = new(() => Histograms("frontier-integral", (data, reference) => Frontier.Integral(data, reference))),
        ["embedding-kl"] = new(() => Histograms("embedding-kl", (data, reference) => Frontier.Kl(data, reference))),
        ["embedding-js"] = new(() => Histograms("embedding-js", (data, reference) => Frontier.Js(data, reference))),
        ["precision"] = new(() => Neighbourhoods("precision", found => found.Precision)),
        ["recall"] = new(() => Neighbourhoods("recall", found => found.Recall, thinFirst: true)),
        ["density"] = new(() => Neighbourhoods("density", found => found.Density)),
        ["coverage"] = new(() => Neighbourhoods("coverage", found => found.Coverage, thinFirst: true)),
        ["frechet"] = new(() => Apart(new FrechetDraw(), "a side has fewer than two records")),
        ["mmd"] = new(() => Apart(new DiscrepancyDraw(), "most texts have one embedding, which leaves a kernel no width")),
        ["embedding-auc"] = new(() => new SampledMetric(new EmbeddingAuc(), "data or reference has too few different texts to learn from", (_, drawn) => EmbeddingAuc.Explain(drawn))),
    };

    private static readonly FrozenDictionary<string, MetricInfo> s_byName = All.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    public static MetricInfo? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>What measures an available metric.</summary>
    public static Metric Get(string name) => s_metrics[name].Value;
}
