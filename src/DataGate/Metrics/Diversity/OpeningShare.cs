using System.Collections.Immutable;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Diversity;

/// <summary>
/// Largest share of records that open with the same three words (all of a shorter record's words). In (0, 1]; rises with templates
/// and with formats.
/// </summary>
public sealed class OpeningShare : Metric
{
    private const int Shown = 5;

    public override string Name => "opening-share";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Openings, SketchKind.Sample];

    public override DrawMetric OverDraws { get; } = new OpeningDraw();

    protected override Measurement Value(MetricInput input)
    {
        var table = input.Set.Get<Openings>(SketchKind.Openings).Table;
        var records = input.Set.Tally.Records;
        var top = Commonest.Of(table, Shown);
        var largest = top.Count == 0 ? 0 : top[0].Copies.Weight;
        var beyond = ((HeavyRest)table.Rest!).Heaviest().Weight;
        var value = Math.Max(largest, beyond) / (double)records;
        var measured = table.IsExact
            ? Measured.Exact(value, records)
            : new Measured(value, largest / (double)records, value, records, "threshold sketch, upper bound");
        var sample = input.Set.Get<DocumentSample>(SketchKind.Sample);
        return measured with
        {
            Explain = () => Describe(top, sample, input.Words),
            IsConstant = sample is { IsWhole: true, Count: 1 } && records > 1,
        };
    }

    private static ImmutableArray<Evidence> Describe(
        List<Commonest> openings, DocumentSample sample, WordSplitter words)
    {
        var texts = new Dictionary<ulong, List<SampledText>>();
        var tokens = new TokenBuffer();
        foreach (var text in sample.Texts)
        {
            words.Split(text.Text, tokens);
            var key = TableKey.Of(Openings.Key(tokens.Hashes));
            if (openings.Exists(opening => opening.Key == key))
                (texts.TryGetValue(key, out var list) ? list : texts[key] = []).Add(text);
        }
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var (key, copies) in openings.Where(opening => opening.Copies.Times > 1))
        {
            var known = texts.GetValueOrDefault(key) ?? [];
            var rows = known.SelectMany(text => text.Places).Append(copies.First).Append(copies.Second).Distinct().Order().Take(SampledText.MaxPlaces);
            evidence.Add(new Evidence("shared opening", known.Count == 0 ? null : Opening(known[0], tokens, words), copies.Times, [.. rows]));
        }
        return evidence.ToImmutable();
    }

    private static string Opening(SampledText text, TokenBuffer tokens, WordSplitter words)
    {
        words.Split(text.Text, tokens);
        var shown = new List<string>();
        for (var i = 0; i < Math.Min(tokens.Count, Openings.Length); i++)
            shown.Add(words.Display(text.Text.AsSpan(tokens.Starts[i], tokens.Lengths[i])));
        return Excerpts.Of(string.Join(' ', shown));
    }
}
