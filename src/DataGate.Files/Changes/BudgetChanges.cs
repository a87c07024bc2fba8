using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.PolicyFile.Binding;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>How the budgets of a dataset differ between two versions of its policy, and in which direction.</summary>
internal static class BudgetChanges
{
    public static IEnumerable<PolicyChange> Of(DatasetPolicy before, DatasetPolicy now)
    {
        foreach (var change in Of(before.Name, before.Budgets, now.Budgets, now.Place, (budget, other, name) => HistoryChanges.Of(before, now, budget, other, name))) yield return change;
        foreach (var change in HistoryChanges.Of(before, now).Concat(ExemptionChanges.Of(before, now))) yield return change;
        // Budgets that nobody wrote take these from the dataset.
        if (before.Budgets.IsEmpty || now.Budgets.IsEmpty)
        {
            if (Compare($"severity in '{now.Name}'", before.Severity, now.Severity, before.Place, now.Place) is { } severity) yield return severity;
            if (Fewer($"min-records in '{now.Name}'", before.MinRecords, now.MinRecords, before.Place, now.Place) is { } records) yield return records;
        }
    }

    /// <summary>The same of a budget over several datasets.</summary>
    public static IEnumerable<PolicyChange> Of(UnionPolicy before, UnionPolicy now) => Of(before.Name, before.Budgets, now.Budgets, now.Place, (_, _, _) => []);

    /// <param name="name">What the budgets are of.</param>
    /// <param name="before">The old ones.</param>
    /// <param name="now">The new ones.</param>
    /// <param name="place">What they are of now.</param>
    /// <param name="besides">What else differs between two versions of a budget, given its name.</param>
    private static IEnumerable<PolicyChange> Of(
        string name, ImmutableArray<Budget> before, ImmutableArray<Budget> now, PolicyPlace place, Func<Budget, Budget, string, IEnumerable<PolicyChange>> besides)
    {
        var old = ByWhatTheyJudge(before);
        var current = ByWhatTheyJudge(now);
        foreach (var (key, budget) in old)
        {
            if (!current.TryGetValue(key, out var other))
                yield return new PolicyChange(PolicyEffect.Looser, $"the budget {Name(budget, name)} is gone", budget.Place, place);
            else
                foreach (var change in Of(budget, other, Name(budget, name)).Concat(besides(budget, other, Name(budget, name)))) yield return change;
        }
        foreach (var (key, budget) in current.Where(pair => !old.ContainsKey(pair.Key)))
            yield return new PolicyChange(PolicyEffect.Tighter, $"the budget {Name(budget, name)} is new", null, budget.Place);
    }

    private static Dictionary<string, Budget> ByWhatTheyJudge(ImmutableArray<Budget> budgets) => budgets.Where(budget => budget.Severity != Severity.Off)
        .GroupBy(budget => string.Join('\0', budget.Section, budget.Metric, budget.Bucket, budget.Against, budget.On, budget.By?.Text, budget.Of), StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    private static string Name(Budget budget, string dataset) =>
        $"{budget.Metric}{(budget.Section == Section.Leakage ? $" of {(budget.Against is null ? "the reference" : $"'{budget.Against}'")}" : "")}{(budget.Bucket is null ? "" : $" of '{budget.Bucket}'")}{(budget.On is { } slice ? $" of {slice.ToString().ToLowerInvariant()}" : "")}{(budget.By is null ? "" : $" by '{budget.By}'")} in '{dataset}'";

    private static IEnumerable<PolicyChange> Of(Budget before, Budget now, string name)
    {
        PolicyChange?[] changes =
        [
            Bound("min", name, before.Min, now.Min, higherIsTighter: true, before.Place, now.Place),
            Bound("max", name, before.Max, now.Max, higherIsTighter: false, before.Place, now.Place),
            Bound("warn", name, before.Warn, now.Warn, MetricCatalog.Find(before.Metric)!.Better == Better.Higher, before.Place, now.Place),
            Compare($"severity of {name}", before.Severity, now.Severity, before.Place, now.Place),
            Compare($"not-judged of {name}", before.NotJudged, now.NotJudged, before.Place, now.Place),
            Fewer($"min-records of {name}", before.MinRecords, now.MinRecords, before.Place, now.Place),
            before.Near == now.Near ? null
                : new PolicyChange(now.Near ? PolicyEffect.Tighter : PolicyEffect.Looser, $"near repeats {(now.Near ? "count" : "don't count any more")} in {name}", before.Place, now.Place),
            // From a higher likeness on there are fewer twins; and a Vendi score falls as its order grows.
            before.Near == now.Near ? Lowers("jaccard", name, before, now, budget => budget.Jaccard) : null,
            Lowers("similarity", name, before, now, budget => budget.Similarity),
            Lowers("q", name, before, now, budget => budget.Order),
        ];
        return changes.OfType<PolicyChange>();
    }

    private static PolicyChange? Bound(string side, string name, Bound? before, Bound? now, bool higherIsTighter, PolicyPlace beforePlace, PolicyPlace nowPlace)
    {
        if (before is null && now is null) return null;
        if (now is null) return new PolicyChange(PolicyEffect.Looser, $"{side} of {name} was {before!.Text}, is gone", before.Place, nowPlace);
        if (before is null) return new PolicyChange(PolicyEffect.Tighter, $"{side} of {name} is new: {now.Text}", beforePlace, now.Place);
        if ((before.Anchor, before.Factor, before.Offset) == (now.Anchor, now.Factor, now.Offset)) return null;
        var higher = Anchors.Compare(now, before);
        var effect = higher is null or 0 ? PolicyEffect.Other : higher > 0 == higherIsTighter ? PolicyEffect.Tighter : PolicyEffect.Looser;
        return new PolicyChange(effect, $"{side} of {name} was {before.Text}, is {now.Text}", before.Place, now.Place);
    }

    /// <summary>A setting of the metric that lowers its value as it grows: surely looser or tighter where all bounds are numbers on one side.</summary>
    private static PolicyChange? Lowers(string what, string name, Budget before, Budget now, Func<Budget, double> setting)
    {
        var (was, does) = (setting(before), setting(now));
        if (was.Equals(does)) return null;
        var isSure = new[] { before.Min, before.Max, before.Warn, now.Min, now.Max, now.Warn }.OfType<Bound>().All(bound => bound.IsAbsolute);
        var (loosens, tightens) = does > was ? (before.Max, before.Min) : (before.Min, before.Max);
        var effect = !isSure ? PolicyEffect.Other : loosens is not null ? PolicyEffect.Looser : tightens is not null ? PolicyEffect.Tighter : PolicyEffect.Other;
        return new PolicyChange(effect, string.Create(CultureInfo.InvariantCulture, $"{what} of {name} was {Spelt(was)}, is {Spelt(does)}"), before.Place, now.Place);
    }

    private static string Spelt(double setting) => double.IsPositiveInfinity(setting) ? "inf" : setting.ToString("R", CultureInfo.InvariantCulture);

    private static PolicyChange? Compare(string what, Severity before, Severity now, PolicyPlace beforePlace, PolicyPlace nowPlace) => before == now ? null
        : new PolicyChange(now < before ? PolicyEffect.Looser : PolicyEffect.Tighter, $"{what} was {Word(before)}, is {Word(now)}", beforePlace, nowPlace);

    private static PolicyChange? Fewer(string what, int before, int now, PolicyPlace beforePlace, PolicyPlace nowPlace) => before == now ? null
        : new PolicyChange(now > before ? PolicyEffect.Looser : PolicyEffect.Tighter, $"{what} was {before}, is {now}", beforePlace, nowPlace);

    private static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
