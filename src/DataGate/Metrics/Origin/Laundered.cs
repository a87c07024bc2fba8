using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>How many records labelled human have the very text of one labelled synthetic. Texts are compared over all records.</summary>
/// <remarks>Texts that nearly repeat a synthetic one are to be added by pairs of near duplicates: <see cref="Repeats"/> is where they join.</remarks>
public sealed class Laundered : Metric
{
    private const int Shown = 5;

    public override string Name => "laundered";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Contents, SketchKind.Sample];

    protected override Measurement Value(MetricInput input)
    {
        var human = Table(input, RecordOrigin.Human);
        var synthetic = Table(input, RecordOrigin.Synthetic);
        var records = input.Set.Tally.Records;
        var repeats = Repeats(human, synthetic);
        var found = repeats.Sum(repeat => repeat.Human.Weight);
        Func<ImmutableArray<Evidence>> explain = () => Rows(repeats, input.Set.Get<DocumentSample>(SketchKind.Sample));
        var share = Math.Min(human.Sampling, synthetic.Sampling);
        if (share >= 1) return Measured.Exact(found, records) with { Explain = explain };
        // Nothing found in a share of the texts still leaves room for 3 / share at 95%.
        var error = 1.96 * Math.Sqrt(repeats.Sum(repeat => (double)repeat.Human.Weight * repeat.Human.Weight) * (1 - share)) / share;
        return new Measured(Math.Round(found / share), found, Math.Ceiling((found / share) + Math.Max(error, 3 / share)), records, "threshold sketch, 95%")
        {
            Explain = explain,
            Incomplete = "not all texts fit the policy's memory, and those beyond it were not compared",
        };
    }

    private static ThresholdTable<Copies> Table(MetricInput input, RecordOrigin origin)
    {
        var contents = input.Scope.Leaf(origin).Get<Contents>(SketchKind.Contents);
        contents.Seal();
        return contents.Table;
    }

    /// <summary>Each text that stands on both sides, with its records on either.</summary>
    private static List<(ulong Content, Copies Human, Copies Synthetic)> Repeats(ThresholdTable<Copies> human, ThresholdTable<Copies> synthetic)
    {
        var repeats = new List<(ulong Content, Copies Human, Copies Synthetic)>();
        foreach (var (content, copies) in human.Items)
            if (synthetic.TryGet(content, out var made)) repeats.Add((content, copies, made));
        return repeats;
    }

    private static ImmutableArray<Evidence> Rows(List<(ulong Content, Copies Human, Copies Synthetic)> repeats, DocumentSample sample) =>
    [
        .. repeats.OrderByDescending(repeat => repeat.Human.Times).ThenBy(repeat => repeat.Human.First).Take(Shown).Select(repeat => new Evidence(
            "labelled human, then synthetic",
            sample.Find(repeat.Content) is { } text ? Excerpts.Of(text.Text) : null,
            repeat.Human.Weight + repeat.Synthetic.Weight,
            [.. Metrics.Rows.Of(repeat.Human), .. Metrics.Rows.Of(repeat.Synthetic)])),
    ];
}
