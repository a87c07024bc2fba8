using System.Globalization;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>The Vendi score of order q (<see cref="VendiScore"/>): the effective number of different records, 1 and above.</summary>
/// <remarks>
/// Over very many draws, orders other than 2 take the eigenvalues of the block of the second moment along the <see cref="CorpusVectors.Leading"/> directions in which the whole corpus varies
/// most, and for the rest its diagonal: what an exchange of records moves is in there, at a fiftieth of the work.
/// </remarks>
/// <param name="order">q: 1, 2 or infinity.</param>
public sealed class VendiDraw(double order = 1) : EmbeddingDraw
{
    public override string Name => "vendi-score";

    public override string Key => string.Create(CultureInfo.InvariantCulture, $"{Name} {order:R}");

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var draw = input.Data;
        if (draw.Records == 0) return null;
        if (!input.IsOneOfMany) return VendiScore.Of(Moments(CorpusVectors.Of(input.Corpus).Rows, draw), order);
        var turned = input.Corpus.Share(static corpus => new Turned(corpus)).Rows;
        return turned.Dimensions <= CorpusVectors.Leading ? VendiScore.Of(Moments(turned, draw), order) : Pinched(turned, draw);
    }

    private static Moments Moments(Vectors rows, Draw draw)
    {
        var moments = new Moments(rows.Dimensions);
        for (var i = 0; i < draw.Count; i++) moments.Add(rows[draw.Documents[i]], draw.Times[i]);
        return moments;
    }

    private double Pinched(Vectors turned, Draw draw)
    {
        const int Block = CorpusVectors.Leading;
        var second = new SymmetricMatrix(Block);
        var rest = new double[turned.Dimensions - Block];
        var lead = new double[Block];
        for (var i = 0; i < draw.Count; i++)
        {
            var row = turned[draw.Documents[i]];
            double times = draw.Times[i];
            for (var k = 0; k < Block; k++) lead[k] = row[k];
            for (var k = 0; k < Block; k++) Lines.Add(second.Row(k)[..(k + 1)], times * lead[k], lead.AsSpan(0, k + 1));
            for (var k = 0; k < rest.Length; k++) rest[k] += times * row[Block + k] * row[Block + k];
        }
        for (var k = 0; k < Block; k++)
            for (var j = 0; j < k; j++) second[j, k] = second[k, j];
        return VendiScore.Of([.. SymmetricEigen.Values(second), .. rest], order);
    }

    /// <summary>The rows of a corpus along the eigenvectors of its own second moment.</summary>
    private sealed class Turned
    {
        public Turned(Corpus corpus)
        {
            var rows = CorpusVectors.Of(corpus).Rows;
            var (_, vectors) = SymmetricEigen.Decompose(Embeddings.Moments.Of(rows, CorpusVectors.Threads).Second());
            Rows = PrincipalComponents.Turn(rows, vectors, CorpusVectors.Threads);
        }

        public Vectors Rows { get; }
    }
}
