namespace DataGate.Metrics.Samples;

/// <summary>
/// Self-repetition (Salkar et al. 2022, arXiv 2210.04203): the mean over records of ln(1 + Σ), Σ over the record's different
/// 4-grams of the number of other records that have it. 0 and above.
/// </summary>
public sealed class RepetitionDraw : DrawMetric
{
    private const int Order = 4;

    public override string Name => "repetition";

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var grams = input.Corpus.Grams(Order);
        var records = input.Work.Zeros(0, grams.Types);
        var seen = input.Work.Zeros(1, grams.Types);
        for (var i = 0; i < draw.Count; i++)
        {
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                if (seen[id] == i + 1) continue;
                seen[id] = i + 1;
                records[id] = DrawCounts.Sum(records[id], draw.Times[i]);
            }
        }
        DrawCounts.Clear(grams, draw, seen);
        double sum = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            long others = 0;
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                if (seen[id] == i + 1) continue;
                seen[id] = i + 1;
                others += records[id] - 1;
            }
            sum += draw.Times[i] * Math.Log(1 + others);
        }
        DrawCounts.Clear(grams, draw, seen);
        DrawCounts.Clear(grams, draw, records);
        return sum / draw.Records;
    }
}
