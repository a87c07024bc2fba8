using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>
/// How many records labelled human have the text of one labelled synthetic, or nearly so. Equal texts are found over all records, near ones among those of the
/// sample: see <see cref="NearRepeats"/>.
/// </summary>
public sealed class Laundered : Metric
{
    private const int Shown = 5;

    public override string Name => "laundered";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Contents, SketchKind.Sample];

    protected override Measurement Value(MetricInput input)
    {
        var (human, synthetic) = (Table(input, SliceName.Human), Table(input, SliceName.Synthetic));
        var records = input.Set.Tally.Records;
        var repeats = Repeats(human, synthetic);
        var near = NearRepeats.Of(input.Samples, input.Scope.Slice(SliceName.Human), input.Scope.Slice(SliceName.Synthetic), synthetic);
        var found = repeats.Sum(repeat => repeat.Human.Weight);
        var nearly = near.Pairs.Sum(pair => pair.Repeat.Times);
        Func<ImmutableArray<Evidence>> explain = () => [.. Rows(repeats, input.Set.Get<DocumentSample>(SketchKind.Sample)), .. Rows(near)];
        var share = Math.Min(human.Sampling, synthetic.Sampling);
        if (share >= 1)
        {
            // The equal texts are all counted; that near ones are those of the sample is said, and doesn't make the count unsure.
            return new Measured(
                found + nearly, found + nearly, found + nearly, records, near.IsWhole ? "exact" : "equal texts of all records, near ones of the sample") { Explain = explain };
        }
        // Nothing found in a share of the texts still leaves room for 3 / share at 95%.
        var error = 1.96 * Math.Sqrt(repeats.Sum(repeat => (double)repeat.Human.Weight * repeat.Human.Weight) * (1 - share)) / share;
        return new Measured(Math.Round(found / share) + nearly, found + nearly, Math.Ceiling((found / share) + Math.Max(error, 3 / share)) + nearly, records, "threshold sketch, 95%")
        {
            Explain = explain,
            Incomplete = "not all texts fit the policy's memory, and those beyond it were not compared",
        };
    }

    private static ThresholdTable<Copies> Table(MetricInput input, SliceName slice) => input.Scope.Slice(slice).Get<Contents>(SketchKind.Contents).Table;

    /// <summary>Each text that stands on both sides, with its records on either.</summary>
    private static List<(ulong Content, Copies Human, Copies Synthetic)> Repeats(ThresholdTable<Copies> human, ThresholdTable<Copies> synthetic)
    {
        var repeats = new List<(ulong Content, Copies Human, Copies Synthetic)>();
        foreach (var (content, copies) in human.Items)
            if (synthetic.TryGet(content, out var made)) repeats.Add((content, copies, made));
        return repeats;
    }

    private static IEnumerable<Evidence> Rows(List<(ulong Content, Copies Human, Copies Synthetic)> repeats, DocumentSample sample) =>
        repeats.OrderByDescending(repeat => repeat.Human.Times).ThenBy(repeat => repeat.Human.First).Take(Shown).Select(repeat => new Evidence(
            "labelled human, then synthetic",
            sample.Find(repeat.Content) is { } text ? Excerpts.Of(text.Text) : null,
            repeat.Human.Weight + repeat.Synthetic.Weight,
            [.. Metrics.Rows.Of(repeat.Human), .. Metrics.Rows.Of(repeat.Synthetic)]));

    private static IEnumerable<Evidence> Rows(NearRepeats near) =>
        near.Pairs.OrderByDescending(pair => pair.Repeat.Times).ThenBy(pair => pair.Repeat.Places[0]).Take(Shown).Select(pair => new Evidence(
            "labelled human, then the synthetic text that it nearly repeats",
            Excerpts.Of(pair.Repeat.Text),
            pair.Repeat.Times + pair.Of.Times,
            [.. pair.Repeat.Places.Take(1), .. pair.Of.Places.Take(1)]));
}
