using System.Collections.Immutable;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>A number in one version of a baseline.</summary>
/// <param name="Version">The version's name.</param>
/// <param name="Day">Its day.</param>
/// <param name="Line">What it says; null: nothing, or no number.</param>
/// <param name="IsLike">Whether it was taken at the size and under the conditions of the last one, so that it can stand beside it.</param>
public sealed record TrendPoint(string Version, DateOnly Day, BaselineLine? Line, bool IsLike);

/// <summary>How a number moved over the versions of a baseline.</summary>
/// <param name="Key">What it is of.</param>
/// <param name="Points">One for each version that can be read, oldest first.</param>
public sealed record Trend(BaselineKey Key, ImmutableArray<TrendPoint> Points)
{
    /// <summary>Who answers for the number; null: nobody named.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether a budget of the policy asks for the number today.</summary>
    public bool IsAsked { get; init; }

    /// <summary>The metric; null: the number is how many records there are.</summary>
    public MetricInfo? Metric { get; } = MetricCatalog.Find(Key.Measure.Split(':')[0]);

    /// <summary>Points with a number that can stand beside the last one's; the last of them is the last number.</summary>
    public IEnumerable<TrendPoint> Alike => Points.Where(point => point.IsLike);

    public double? First => Alike.FirstOrDefault()?.Line?.Value;

    public double? Last => Alike.LastOrDefault()?.Line?.Value;

    /// <summary>The worst value, in the metric's own direction; null: neither direction is worse, or there is none.</summary>
    public double? Worst => Metric?.Better switch
    {
        Better.Higher => Alike.Min(point => point.Line!.Value),
        Better.Lower => Alike.Max(point => point.Line!.Value),
        _ => null,
    };

    /// <summary>Whether the last number is worse than the first by more than their intervals explain; null: it isn't known.</summary>
    public bool? IsWorse => Metric is not { Better: not Better.Either } metric || Alike.FirstOrDefault()?.Line is not { } first || Alike.Last().Line is not { } last ? null
        : metric.Better == Better.Higher ? last.High < first.Low : last.Low > first.High;

    /// <summary>How much worse the last number is than the first, in parts of it; of what has no worse side, how much it moved. Below 0: it is better.</summary>
    public double Worsening => First is not { } first || Last is not { } last ? double.NegativeInfinity
        : Metric?.Better switch { Better.Higher => first - last, Better.Lower => last - first, _ => Math.Abs(last - first) } / Math.Max(Math.Abs(first), 1e-9);

    public static ImmutableArray<Trend> Of(BaselineVersions versions, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(policy);
        var read = versions.Versions.Where(version => version.Found.Found is not null).ToList();
        return
        [
            .. read.SelectMany(version => version.Found.Found!.Lines).Select(line => line.Key).Distinct().Order(BaselineKey.Order)
                .Select(key => new Trend(key, Over(read, key)) { Owner = OwnerOf(policy, key), IsAsked = BudgetOf(policy, key) is not null }),
        ];
    }

    private static ImmutableArray<TrendPoint> Over(List<BaselineVersion> versions, BaselineKey key)
    {
        var last = versions.FindLast(version => version.Found.Found!.Find(key) is { Value: not null });
        var (size, conditions) = (last?.Found.Found!.Find(key)!.Size, last?.Found.Found!.Conditions);
        return [.. versions.Select(version => (version, Line: version.Found.Found!.Find(key))).Select(pair => new TrendPoint(
            pair.version.Name, pair.version.Day, pair.Line, pair.Line is { Value: not null } line && line.Size == size && pair.version.Found.Found!.Conditions == conditions))];
    }

    private static string? OwnerOf(Policy policy, BaselineKey key) =>
        BudgetOf(policy, key)?.Owner ?? policy.Datasets.FirstOrDefault(dataset => dataset.Name == key.Dataset)?.Owner;

    /// <summary>The budget that asks for a number: of its metric, where the slice is of its rare case or of none.</summary>
    private static Budget? BudgetOf(Policy policy, BaselineKey key)
    {
        var name = key.Measure.Split(':')[0];
        return policy.Datasets.FirstOrDefault(dataset => dataset.Name == key.Dataset)?.Budgets.FirstOrDefault(budget => budget.Metric == name && budget.Severity != Severity.Off
            && (budget.Section == Section.Labels ? key.Slice.StartsWith("labels/", StringComparison.Ordinal)
                : budget.Section == Section.Leakage ? key.Slice == LeakageScope.Of(budget)
                : budget.Bucket is { } bucket ? key.Slice == $"tails/{bucket}" || key.Slice.StartsWith($"tails/{bucket}/", StringComparison.Ordinal)
                : !key.Slice.StartsWith("tails/", StringComparison.Ordinal) && !key.Slice.StartsWith("labels/", StringComparison.Ordinal)));
    }
}
