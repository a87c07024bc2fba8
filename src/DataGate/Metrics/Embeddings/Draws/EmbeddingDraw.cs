using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>A measure of drawn records by the embeddings of their texts.</summary>
public abstract class EmbeddingDraw : DrawMetric
{
    public override bool EqualLengths => false;

    public override bool OverEmbeddings => true;

    /// <summary>How many records of each document a draw has.</summary>
    internal static int[] Times(DrawInput input, Draw draw)
    {
        var times = new int[input.Corpus.Count];
        for (var i = 0; i < draw.Count; i++) times[draw.Documents[i]] = DrawCounts.Sum(times[draw.Documents[i]], draw.Times[i]);
        return times;
    }
}

/// <summary>The embeddings of a corpus, a row a document, and what measures derive from them once for all draws.</summary>
internal sealed class CorpusVectors
{
    /// <summary>Directions that cheaper forms of measures over very many draws look along.</summary>
    public const int Leading = 64;

    /// <summary>Threads that make what all draws share; changes no number.</summary>
    public const int Threads = 4;

    private readonly Lazy<(PrincipalComponents? Components, Vectors Rows)> _leading;
    private readonly Lazy<KernelGram?> _gram;

    public CorpusVectors(Corpus corpus)
    {
        Rows = (corpus.Embeddings ?? throw new InvalidOperationException("the texts of the corpus are not embedded")).Of(corpus.Texts);
        _leading = new(() =>
        {
            var components = PrincipalComponents.Of(Moments.Of(Rows, Threads), 1, Leading);
            return (components, components?.Project(Rows, Threads) ?? Rows);
        });
        _gram = new(() => KernelGram.Of(Rows.Count <= KernelGram.MaxRows ? Rows : Rows.Take([.. Enumerable.Range(0, KernelGram.MaxRows)]), Threads));
    }

    /// <summary>A row a document.</summary>
    public Vectors Rows { get; }

    /// <summary>The rows along the directions in which all of them vary most; the rows themselves where they don't vary.</summary>
    public Vectors LeadingRows => _leading.Value.Rows;

    /// <summary>The kernel between the first rows; null: there is none.</summary>
    public KernelGram? Gram => _gram.Value;

    public static CorpusVectors Of(Corpus corpus) => corpus.Share(static corpus => new CorpusVectors(corpus));
}
