using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Diversity;

/// <summary>
/// Share of records beyond the first of each group of equal texts: (records − different texts) / records. In [0, 1).
/// </summary>
/// <remarks>Texts are equal when their normalised form is, to the byte (compared by 64 bits of SHA-256).</remarks>
public sealed class ExactDuplicates : Metric
{
    private const int Shown = 5;

    public override string Name => "exact-duplicates";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Contents, SketchKind.Sample];

    public override DrawMetric OverDraws { get; } = new DuplicatesDraw();

    protected override Measurement Value(MetricInput input)
    {
        var table = input.Set.Get<Contents>(SketchKind.Contents).Table;
        var records = input.Set.Tally.Records;
        var value = Math.Max(0, (records - table.Distinct) / records);
        var error = 1.96 * table.RelativeError * table.Distinct / records;
        var measured = table.IsExact
            ? Measured.Exact(value, records)
            : new Measured(value, Math.Max(0, value - error), Math.Min(1, value + error), records, "threshold sketch, 95%");
        return measured with { Explain = () => Clusters(table, input.Set.Get<DocumentSample>(SketchKind.Sample)) };
    }

    private static ImmutableArray<Evidence> Clusters(ThresholdTable<Copies> table, DocumentSample sample)
    {
        var evidence = ImmutableArray.CreateBuilder<Evidence>();
        foreach (var (content, copies) in Commonest.Of(table, Shown).Where(item => item.Copies.Times > 1))
        {
            var text = sample.Find(content);
            ImmutableArray<Place> places = text is null
                ? [copies.Second, copies.First]
                : [copies.Second, copies.First, .. text.Places.Where(place => place != copies.First && place != copies.Second)];
            evidence.Add(new Evidence("repeated text", text is null ? null : Excerpts.Of(text.Text), copies.Times, places));
        }
        return evidence.ToImmutable();
    }
}
