using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Metrics.Tail;
using DataGate.Policies;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>The records that a budget is about, in one scan.</summary>
/// <param name="Scope">Their sketches.</param>
/// <param name="Around">What they are a part of, see <see cref="MetricInput.Around"/>.</param>
/// <param name="Near">Of a bucket by nearness, who is in it; null: it is none.</param>
internal sealed record Found(ScopeSketch Scope, ScopeSketch Around, NearMembers? Near)
{
    /// <summary>Why a metric can't be taken of them; null: it can.</summary>
    public string? WhyNot(Metric metric) => metric is BucketSize ? Near?.WhyNot : Near?.WhyNotInside;
}

/// <summary>Finds the records that a budget is about in what scans have gathered.</summary>
internal sealed class Gathered
{
    private readonly DatasetPlan _plan;
    private readonly NearBucket?[] _near;
    private readonly Dictionary<(GroupSketches Groups, ByValue Values), ScopeSketch?> _joined = [];

    public Gathered(DatasetInput input)
    {
        _plan = input.Plan;
        var needs = _plan.Data;
        _near = [.. needs.Buckets.Select((bucket, i) => bucket.Near is { } near ? new NearBucket(input.Embeddings, near.Phrases, near.Similarity, needs.Words, needs.Seed, _plan.Members[i]) : null)];
    }

    /// <summary>Those of a slice of a scan; null: it has no such group.</summary>
    /// <param name="scan">The data, the reference, or what a change adds or removes.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="group">The value, or values, of its <c>by</c> field; null without one.</param>
    /// <param name="slice">Of the scan.</param>
    public Found? Find(DatasetScan scan, Budget budget, ByValue? group, SliceName slice)
    {
        var around = group is null ? scan.Whole : Group(scan, budget.By, null, group);
        if (around is null || budget.Bucket is null) return around is null ? null : new Found(around, group is null ? scan.Whole : around, null);
        var bucket = Bucket(budget.Bucket);
        // A value of the field that no record of the bucket has is a bucket without records.
        var scope = group is null ? scan.Bucket(bucket)
            : Group(scan, budget.By, bucket, group) ?? new ScopeSketch(() => around.Slice(SliceName.All).New(_plan.Data.Groups[Index(budget.By, bucket)].Kinds));
        if (_near[bucket] is not { } near) return new Found(scope, around, null);
        var members = near.Of(scope, slice);
        return new Found(members.Held, around, members);
    }

    /// <summary>The values that a budget's field has in a scan.</summary>
    public GroupSketches Groups(DatasetScan scan, Budget budget) => scan.Groups(Index(budget.By, null));

    private ScopeSketch? Group(DatasetScan scan, FieldPath? by, int? bucket, ByValue group)
    {
        var groups = scan.Groups(Index(by, bucket));
        if (!group.IsSeveral) return groups.Find(group.Name);
        if (_joined.TryGetValue((groups, group), out var known)) return known;
        ScopeSketch? sum = null;
        foreach (var value in group.Values)
        {
            if (groups.Find(value) is not { } one) continue;
            sum ??= new ScopeSketch(() => one.Slice(SliceName.All).New());
            sum.Merge(one);
        }
        return _joined[(groups, group)] = sum;
    }

    private int Bucket(string name)
    {
        for (var i = 0; i < _plan.Data.Buckets.Length; i++)
            if (_plan.Data.Buckets[i].Name == name) return i;
        throw new InvalidOperationException("a budget stands in a bucket that the dataset doesn't have");
    }

    private int Index(FieldPath? by, int? bucket)
    {
        for (var i = 0; i < _plan.Data.Groups.Length; i++)
            if (_plan.Data.Groups[i].By.Equals(by) && _plan.Data.Groups[i].Bucket == bucket) return i;
        throw new InvalidOperationException("a budget cuts by a field that was not planned");
    }
}
