using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>How much of a slice is in a tail bucket. An empty bucket of a set that has records is a fact: 0.</summary>
public abstract class BucketSize : Metric
{
    public override ImmutableArray<SketchKind> Needs => [SketchKind.Tally];

    protected override SetSketch Required(MetricInput input) => input.Around.Slice(input.Slice);

    /// <summary>The value, given the records in the bucket (a whole number, unless it is an estimate) and in the slice.</summary>
    protected abstract double Of(double bucket, long slice);

    protected override Measurement Value(MetricInput input)
    {
        var bucket = input.Set.Tally;
        var slice = input.Around.Slice(input.Slice).Tally;
        if (input.Near is { Contents: > 0 } near)
        {
            return new Measured(Of(near.Records, slice.Records), Of(near.Low, slice.Records), Of(near.High, slice.Records), slice.Records, near.Method)
            {
                Explain = near.Explain,
            };
        }
        var places = bucket.Records == 0 ? slice.First : bucket.First;
        var what = bucket.Records == 0 ? "first record of the slice, outside the bucket" : "records in the bucket";
        return Measured.Exact(Of(bucket.Records, slice.Records), slice.Records) with
        {
            Explain = () => [new Evidence(what, null, bucket.Records, [places])],
        };
    }
}

/// <summary>How many of the slice's records are in a tail bucket.</summary>
public sealed class BucketCount : BucketSize
{
    public override string Name => "count";

    protected override double Of(double bucket, long slice) => Math.Round(bucket);
}

/// <summary>Share of the slice's records that are in a tail bucket. 0…1.</summary>
public sealed class BucketShare : BucketSize
{
    public override string Name => "share";

    protected override double Of(double bucket, long slice) => bucket / slice;
}
