using DataGate.Metrics.Tail;

namespace DataGate.Metrics.Samples;

/// <summary>missing-mass over a draw: words that occur once / all words.</summary>
public sealed class MissingMassDraw : DrawMetric
{
    public override string Name => "missing-mass";

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var words = input.Corpus.Grams(1);
        var counts = input.Work.Zeros(0, words.Types);
        var draw = input.Data;
        var total = DrawCounts.Add(words, draw, counts);
        var once = 0;
        for (var i = 0; i < draw.Count; i++)
            foreach (var id in words.Of(draw.Documents[i], draw.Lengths[i])) once += counts[id] == 1 ? 1 : 0;
        DrawCounts.Clear(words, draw, counts);
        return total == 0 ? null : (double)once / total;
    }
}

/// <summary>rare-retention of one draw against another: the share of the reference draw's rarest words that the data draw has.</summary>
public sealed class RareRetentionDraw : DrawMetric
{
    public override string Name => "rare-retention";

    public override bool IsDivergence => true;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var words = input.Corpus.Grams(1);
        var (reference, data) = (input.Work.Zeros(0, words.Types), input.Work.Zeros(1, words.Types));
        DrawCounts.Add(words, input.Data, data);
        DrawCounts.Add(words, input.Reference!, reference);
        // How many different words the reference has with each count, and how many of these the data has too.
        var classes = new Dictionary<long, (long Types, long Kept)>();
        for (var i = 0; i < input.Reference!.Count; i++)
        {
            foreach (var id in words.Of(input.Reference.Documents[i], input.Reference.Lengths[i]))
            {
                if (reference[id] == 0) continue;
                var (types, kept) = classes.GetValueOrDefault(reference[id]);
                classes[reference[id]] = (types + 1, kept + (data[id] > 0 ? 1 : 0));
                reference[id] = 0;
            }
        }
        DrawCounts.Clear(words, input.Data, data);
        var limit = RareRetention.Limit(classes.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Types)));
        var rare = classes.Where(pair => pair.Key <= limit).Select(pair => pair.Value).ToList();
        return rare.Count == 0 ? null : (double)rare.Sum(number => number.Kept) / rare.Sum(number => number.Types);
    }
}
