using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// The cluster score (Chen et al. 2024, arXiv 2410.15226, there with a language model that clusters): the mean of clusters / records over small random draws of the
/// records, here clustered by their embeddings. A record joins the first cluster whose first record has a cosine of <see cref="Alike"/> with it or more. Near 0 (all alike) … 1.
/// </summary>
public sealed class ClusterScoreDraw : EmbeddingDraw
{
    /// <summary>From which cosine on records are of one cluster.</summary>
    public const double Alike = 0.70;

    /// <summary>Records of a small draw.</summary>
    public const int Size = 50;

    /// <summary>Small draws.</summary>
    public const int Number = 100;

    private const ulong Stream = 0xC1057E55;

    public override string Name => "cluster-score";

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (rows, draw) = (CorpusVectors.Of(input.Corpus).Rows, input.Data);
        if (draw.Records < 2) return null;
        // By document, so that the order of the entries has no part in it.
        var records = new List<int>();
        foreach (var entry in Enumerable.Range(0, draw.Count).OrderBy(entry => draw.Documents[entry]))
            for (var copy = 0; copy < Math.Min(draw.Times[entry], int.MaxValue / 64 / draw.Count); copy++) records.Add(draw.Documents[entry]);
        var drawn = records.ToArray();
        var size = Math.Min(Size, drawn.Length);
        var random = Shuffle.Of(input.Corpus.Seed, Stream);
        var leaders = new List<int>(size);
        long clusters = 0;
        for (var i = 0; i < Number; i++)
        {
            random.Front(drawn, size);
            leaders.Clear();
            foreach (var document in drawn.AsSpan(0, size))
                if (!Joins(rows, leaders, document)) leaders.Add(document);
            clusters += leaders.Count;
        }
        return (double)clusters / Number / size;
    }

    private static bool Joins(Vectors rows, List<int> leaders, int document)
    {
        foreach (var leader in leaders)
            if (leader == document || Lines.Dot(rows[document], rows[leader]) >= Alike) return true;
        return false;
    }
}
