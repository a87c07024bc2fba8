using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Verdicts;

/// <summary>
/// The budgets that a change is judged by without anyone having written them for it: collapse inside one pull request hides behind a
/// large dataset.
/// </summary>
/// <remarks>
/// Budgets of diversity and divergence without <c>on</c> hold for what a change adds as well. A bound relative to the reference is taken as it
/// stands; an absolute one is made for the whole and says nothing of a part, so one of the bounds below takes its place. A policy without such
/// budgets is judged by <see cref="Defaults"/>.
/// </remarks>
internal static class AddedBudgets
{
    /// <summary>What a policy without budgets of diversity and divergence judges a change by.</summary>
    public static readonly ImmutableArray<string> Defaults =
        ["distinct-2", "exact-duplicates", "near-duplicates", "opening-share", "skeleton-share", "token-js"];

    /// <summary>
    /// How far a measure with a factor may lie from its anchor. Human rows on one topic alone have 0.45 to 0.66 of the word pairs of as many rows on 150
    /// topics (CLINC150), rows from 20 templates 0.03: a topic of its own is no collapse.
    /// </summary>
    private const double Factor = 0.4;

    /// <summary>The same for shares of records.</summary>
    private const double Share = 0.10;

    /// <summary>The same for divergences, in nats: rows on one topic lie 0.10 to 0.14 beyond the null, and ln 2 = 0.69 is the largest.</summary>
    private const double Distance = 0.2;

    public static IEnumerable<Budget> Of(DatasetPolicy dataset)
    {
        var measured = dataset.Budgets.Where(budget => budget is { Section: Section.Diversity or Section.Divergence, Bucket: null }).ToList();
        var own = measured.Where(budget => budget is { On: null, By: null } && budget.Severity != Severity.Off && MetricCatalog.Get(budget.Metric).OverDraws is not null);
        return measured.Count > 0 ? own.Select(budget => Added(budget, dataset)) : Defaults.Select(name => Added(Default(name, dataset), dataset));
    }

    private static Budget Default(string name, DatasetPolicy dataset) => new()
    {
        Section = MetricCatalog.Find(name)!.Family == MetricFamily.Divergence ? Section.Divergence : Section.Diversity,
        Metric = name,
        Severity = dataset.Severity,
        MinRecords = dataset.MinRecords,
        Owner = dataset.Owner,
        Place = dataset.Place,
    };

    private static Budget Added(Budget budget, DatasetPolicy dataset)
    {
        var bounds = new[] { budget.Min, budget.Max, budget.Warn }.OfType<Bound>().ToList();
        var added = budget with { On = SliceName.Added, NotJudged = Severity.Note };
        if (bounds.Count > 0 && bounds.TrueForAll(bound => !bound.IsAbsolute)) return added;
        var info = MetricCatalog.Find(budget.Metric)!;
        var bound = Bound(info, dataset.Reference is null ? Anchor.Base : Anchor.Reference, budget.Place);
        var isMin = info.Better == Better.Higher;
        return added with { Min = isMin ? bound : null, Max = isMin ? null : bound, Warn = null };
    }

    private static Bound Bound(MetricInfo info, Anchor anchor, PolicyPlace place)
    {
        var isMin = info.Better == Better.Higher;
        var word = anchor == Anchor.Base ? "base" : "reference";
        if (info.Family == MetricFamily.Divergence)
            return new Bound(Anchor.Null, 1, isMin ? -Distance : Distance, isMin ? "null - 0.2" : "null + 0.2", place);
        if (info.Factor)
            return new Bound(anchor, isMin ? Factor : 1 / Factor, 0, isMin ? $"0.4 x {word}" : $"2.5 x {word}", place);
        return new Bound(anchor, 1, isMin ? -Share : Share, isMin ? $"{word} - 10%" : $"{word} + 10%", place);
    }
}
