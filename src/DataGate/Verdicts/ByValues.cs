using System.Collections.Immutable;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Verdicts;

/// <summary>
/// The values of a <c>by</c> field as one budget judges them: each with <c>min-records</c> on its own, smaller ones together. Rows that are spread over many tiny
/// values would be judged by nobody otherwise.
/// </summary>
/// <remarks>
/// A mixture is more diverse than its parts, so that judging small values together is lenient; but a larger set repeats itself more than a small one. So together they are no larger
/// than the largest value that is judged on its own, or hardly larger than <c>min-records</c>. A divergence of several values would count how their shares differ, which a budget by value is not about.
/// </remarks>
internal sealed class ByValues
{
    private ByValues(ImmutableArray<ByValue> own, ImmutableArray<ByValue> joined)
    {
        (Own, Joined) = (own, joined);
        All = [.. own, .. joined];
    }

    /// <summary>Values that are judged on their own, then <see cref="Joined"/>.</summary>
    public ImmutableArray<ByValue> All { get; }

    public ImmutableArray<ByValue> Own { get; }

    /// <summary>Small values, as many together as are judged at once.</summary>
    public ImmutableArray<ByValue> Joined { get; }

    /// <summary>Values with fewer records than the budget's <c>min-records</c>, and those of them that are not judged together either.</summary>
    public int Small { get; private init; }

    public int Left { get; private init; }

    /// <summary>Records of all values, of the small ones, and of those that are judged in no way.</summary>
    public long Records { get; private init; }

    public long SmallRecords { get; private init; }

    public long LeftRecords { get; private init; }

    /// <summary>Whether more records are left unjudged than are judged: no such budget can pass.</summary>
    public bool LeavesMost => LeftRecords > Records - LeftRecords;

    /// <summary>Whether a bound on small values together says what it says of one of them.</summary>
    public static bool CanJoin(MetricInfo metric) => metric is { Counted: false, Family: not MetricFamily.Divergence, Better: not Better.Either };

    /// <param name="budget">Cuts by a field.</param>
    /// <param name="values">Each value with its records, in ordinal order.</param>
    public static ByValues Of(Budget budget, IReadOnlyCollection<(string Value, long Records)> values)
    {
        var metric = MetricCatalog.Find(budget.Metric)!;
        if (metric.Counted) return new ByValues([.. values.Select(value => new ByValue(value.Value))], []) { Records = values.Sum(value => value.Records) };
        var small = values.Where(value => value.Records < budget.MinRecords && value.Records > 0).ToList();
        ImmutableArray<ByValue> own = [.. values.Where(value => value.Records >= budget.MinRecords).Select(value => new ByValue(value.Value))];
        // Where no value is large enough the budget isn't judged, and says so.
        var sets = own.IsEmpty || !CanJoin(metric) ? [] : Join(small, budget.MinRecords, values.Max(value => value.Records));
        var joined = sets.SelectMany(set => set).ToHashSet(StringComparer.Ordinal);
        var left = small.Where(value => !joined.Contains(value.Value)).ToList();
        return new ByValues(own, [.. sets.Select((set, i) => new ByValue(sets.Count == 1 ? "(smaller values)" : $"(smaller values {i + 1}/{sets.Count})", [.. set]))])
        {
            Records = values.Sum(value => value.Records),
            Small = small.Count,
            SmallRecords = small.Sum(value => value.Records),
            Left = left.Count,
            LeftRecords = left.Sum(value => value.Records),
        };
    }

    /// <summary>Puts values together, in their order: each time until another would make it larger than is wanted.</summary>
    private static List<List<string>> Join(List<(string Value, long Records)> small, int least, long most)
    {
        var sets = new List<List<string>>();
        var (set, size) = (new List<string>(), 0L);
        foreach (var (value, records) in small)
        {
            if (size >= least && size + records > most)
            {
                sets.Add(set);
                (set, size) = ([], 0);
            }
            set.Add(value);
            size += records;
        }
        if (size >= least) sets.Add(set);
        return sets;
    }
}
