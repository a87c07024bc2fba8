using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// Mean cosine of all pairs of records, in closed form: (‖Σx‖² − Σ‖x‖²) / (n (n − 1)). −1…1; the higher, the more alike. It misses templates: sets of 250 of them score as
/// varied ones do.
/// </summary>
public sealed class MeanCosineDraw : EmbeddingDraw
{
    public override string Name => "mean-cosine";

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (rows, draw) = (CorpusVectors.Of(input.Corpus).Rows, input.Data);
        if (draw.Records < 2) return null;
        var sum = new double[rows.Dimensions];
        double own = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            var row = rows[draw.Documents[i]];
            own += draw.Times[i] * Lines.SquaredLength(row);
            for (var k = 0; k < row.Length; k++) sum[k] += (double)draw.Times[i] * row[k];
        }
        return Math.Clamp((Lines.Dot(sum, sum) - own) / ((double)draw.Records * (draw.Records - 1)), -1, 1);
    }
}
