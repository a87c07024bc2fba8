using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>
/// Which way a change of a rare case's selectors goes. Where the case surely takes in more, a least number of it is met by less and a largest one by fewer sets; where it takes in less, the other way
/// round. What else is measured of the case, and what is relative to the reference's own, may move either way.
/// </summary>
internal static class BucketEffects
{
    /// <param name="before">The dataset as it was.</param>
    /// <param name="now">As it is.</param>
    /// <param name="name">The rare case, which may be in one of them alone.</param>
    /// <param name="selector">The keys below it.</param>
    public static PolicyEffect Of(DatasetPolicy before, DatasetPolicy now, string name, string[] selector)
    {
        if (Find(before, name) is not { } was || Find(now, name) is not { } does) return PolicyEffect.Other;
        var growth = selector switch
        {
            ["near", var key] => Near(was.Near, does.Near, key),
            ["matches"] => Selectors(was.Matches, does.Matches),
            ["where", var field] => Values(was, does, field),
            _ => 0,
        };
        return growth == 0 ? PolicyEffect.Other : Effect(before.Budgets.Where(budget => budget.Bucket == name && budget.Severity != Severity.Off), growth > 0);
    }

    private static Bucket? Find(DatasetPolicy dataset, string name) => dataset.Buckets.FirstOrDefault(bucket => bucket.Name == name);

    /// <summary>What budgets make of it: looser where any surely is, tighter where all surely are.</summary>
    private static PolicyEffect Effect(IEnumerable<Budget> budgets, bool grows)
    {
        var effects = budgets.SelectMany(budget => Effects(budget, grows)).ToHashSet();
        return effects.Contains(PolicyEffect.Looser) ? PolicyEffect.Looser
            : effects.Count == 1 && effects.Contains(PolicyEffect.Tighter) ? PolicyEffect.Tighter : PolicyEffect.Other;
    }

    private static IEnumerable<PolicyEffect> Effects(Budget budget, bool grows) => new[] { (Bound: budget.Min, IsMin: true), (Bound: budget.Max, IsMin: false) }
        .Where(side => side.Bound is not null)
        .Select(side => budget.Metric is not ("count" or "share") || !side.Bound!.IsAbsolute ? PolicyEffect.Other : side.IsMin == grows ? PolicyEffect.Looser : PolicyEffect.Tighter);

    /// <summary>Above 0: more records are chosen, where all selectors must hold. 0: who knows.</summary>
    private static int Selectors(object? was, object? does) => (was is null, does is null) switch
    {
        (false, true) => 1,
        (true, false) => -1,
        _ => 0,
    };

    /// <summary>The same, where one of several must hold.</summary>
    private static int Alternatives(IEnumerable<string> was, IEnumerable<string> does)
    {
        var (old, current) = (was.ToHashSet(StringComparer.Ordinal), does.ToHashSet(StringComparer.Ordinal));
        return current.IsProperSupersetOf(old) ? 1 : current.IsProperSubsetOf(old) ? -1 : 0;
    }

    private static int Near(Nearness? was, Nearness? does, string key) => was is null || does is null ? Selectors(was, does)
        : key == "similarity" ? was.Similarity.CompareTo(does.Similarity) : Alternatives(was.Phrases, does.Phrases);

    private static int Values(Bucket was, Bucket does, string field)
    {
        var (old, current) = (Match(was), Match(does));
        return old is null || current is null ? Selectors(old, current) : Alternatives(old.Values.Select(value => value.Text), current.Values.Select(value => value.Text));
        FieldMatch? Match(Bucket bucket) => bucket.Where.FirstOrDefault(match => match.Field.Text == field);
    }
}
