using System.Collections.Immutable;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Leaking;

/// <summary>
/// Share of a set's records whose text stands in another set as well: in the reference, or in a split. Equal texts are found over all records; where the
/// budget names a <c>jaccard</c>, near repeats among those of the samples. In [0, 1].
/// </summary>
/// <remarks>
/// <para>Texts are equal when their normalised form is, to the byte (compared by 64 bits of SHA-256).</para>
/// <para>
/// Beyond the tables' capacity the contents with the smallest hashes are compared, a share p of all: s records found in them are s / p of all, with a variance of
/// (1 − p) / p² · Σ wᵢ² over the contents found, wᵢ records each (Horvitz and Thompson 1952); found nothing, 3 / p are left at 95%. Of texts that more than a
/// thousandth of the records have it is known by itself whether they leak.
/// </para>
/// </remarks>
public sealed class Leakage : Metric
{
    public const string MetricName = "leakage";

    public override string Name => MetricName;

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Contents, SketchKind.Sample];

    public override bool NeedsReference => true;

    protected override Measurement Value(MetricInput input)
    {
        var (here, there) = (input.Set, input.Reference!);
        var records = here.Tally.Records;
        var equal = EqualTexts.Of(here, there);
        var near = input.Settings.Near ? NearRepeats.Of(input.Samples, here, there, there.Get<Contents>(SketchKind.Contents).Table, input.Settings.Jaccard) : null;
        var (value, low, high) = near is null ? (0, 0, 0) : NearShare.Of(here, there, near);
        var isWhole = near is null or { IsWhole: true };
        return new Measured(
            Math.Min(1, (equal.Value + value) / records), Math.Min(1, (equal.Low + low) / records), Math.Min(1, (equal.High + high) / records), records,
            !equal.IsExact ? "threshold sketch, 95%" : isWhole ? "exact" : "equal texts of all records, near ones of the sample, 95%")
        {
            Explain = () => LeakedRows.Of(equal, near, here, there, input),
            Unsure = !equal.IsExact ? "not all texts fit the policy's memory, and the interval of those that do holds the bound"
                : isWhole ? null : "near repeats were looked for in the sample, whose interval holds the bound: a larger 'sample' looks at more",
        };
    }
}
