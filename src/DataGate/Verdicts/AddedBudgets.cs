using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Verdicts;

/// <summary>
/// The budgets that a change is judged by without anyone having written them for it: collapse inside one pull request hides behind a
/// large dataset.
/// </summary>
/// <remarks>
/// <para>
/// Budgets of diversity and divergence without <c>on</c> hold for what a change adds as well. A bound relative to the reference is taken as it
/// stands; an absolute one is made for the whole and says nothing of a part, so one of the bounds below takes its place. A policy without such
/// budgets is judged by <see cref="Defaults"/>. Where there is no reference, what is added may not have been there already.
/// </para>
/// <para>
/// Each bound lies just beyond the worst that honest and narrow changes reached in two sets of texts (questions on 150 topics, long answers of six sources): 100 to 1,000 rows of
/// one topic or source, of another domain, in the order of the file, the longest, the shortest. How they do on three other sets: eng/trials/report.md.
/// </para>
/// </remarks>
internal static class AddedBudgets
{
    /// <summary>What a policy without budgets of diversity and divergence judges a change by.</summary>
    public static readonly ImmutableArray<string> Defaults =
        ["distinct-2", "exact-duplicates", "near-duplicates", "opening-share", "skeleton-share", "template-share", TokenJs];

    /// <summary>With fewer added records two that repeat by chance are a large share: absolute bounds judge no fewer.</summary>
    public const int LeastRecords = 20;

    private const string TokenJs = "token-js";

    private const string Repeats = "exact-duplicates";

    /// <summary>How much of what is added may repeat the rest of it. Seen: 0.14, of short texts.</summary>
    private const double Repeated = 0.5;

    /// <summary>How far a measure with a factor may fall below its anchor. Seen: 0.36 (distinct-1), 0.43 (distinct-2).</summary>
    private const double Less = 0.3;

    /// <summary>How far it may rise above it. Seen: 3.6 (self-bleu-3).</summary>
    private const double More = 4;

    /// <summary>How far a share of records that repeat others may rise. Seen: 0.05 (near-duplicates); of short texts elsewhere up to 0.14.</summary>
    private const double Duplicated = 0.20;

    /// <summary>The same for the largest share of records of one kind. Seen: 0.23 (opening-share), 0.24 (skeleton-share).</summary>
    private const double Largest = 0.30;

    /// <summary>The same for template-share. Seen: 0.44; rows of 5 to 100 templates: 0.42 to 1.</summary>
    private const double Templates = 0.50;

    /// <summary>The same for divergences, in nats. Seen: 0.25; ln 2 = 0.69 is the largest.</summary>
    private const double Distance = 0.3;

    /// <summary>How much of what is added may have been there already.</summary>
    private const double Leaking = 0.5;

    public static IEnumerable<Budget> Of(DatasetPolicy dataset)
    {
        var measured = dataset.Budgets.Where(budget => budget is { Section: Section.Diversity or Section.Divergence, Bucket: null }).ToList();
        var own = measured.Where(budget => budget is { On: null, By: null } && budget.Severity != Severity.Off && MetricCatalog.Get(budget.Metric).OverDraws is not null);
        var implied = own.Where(IsTold).Select(budget => Added(budget, dataset)).ToList();
        if (implied.Count == 0)
        {
            // A measure that someone turned off, or has a word of their own on, is not judged beside that.
            var said = measured.Where(budget => budget.Severity == Severity.Off || budget.On is SliceName.Added or SliceName.All).Select(budget => budget.Metric).ToHashSet(StringComparer.Ordinal);
            implied.AddRange(Defaults.Where(name => !said.Contains(name)).Select(name => Added(Default(name, dataset), dataset)));
        }
        if (!measured.Exists(AllowsRepeats)) implied.Add(Repeating(dataset));
        if (dataset.Reference is null) implied.Add(Leakage(dataset));
        return implied;
    }

    /// <summary>Whether a budget that someone wrote lets more than half of a set repeat the rest.</summary>
    private static bool AllowsRepeats(Budget budget) =>
        budget.Metric == Repeats && (budget.Severity == Severity.Off || budget.Max is { IsAbsolute: true, Offset: >= Repeated });

    /// <summary>
    /// In draws as small as the other side few of many copies meet, and a small base is not drawn from at all: so half of what is added may not repeat the rest of it, whatever
    /// it is compared with.
    /// </summary>
    private static Budget Repeating(DatasetPolicy dataset) => Default(Repeats, dataset) with
    {
        On = SliceName.Added, NotJudged = Severity.Note, Max = new Bound(Anchor.None, 0, Repeated, "50%", dataset.Place),
    };

    /// <summary>
    /// Of a narrow change "repetition" is up to 57 times that of the whole, which hardly repeats a 4-gram: an absolute bound of it has no counterpart.
    /// </summary>
    private static bool IsTold(Budget budget) => budget.Metric != "repetition" || IsRelative(budget);

    private static bool IsRelative(Budget budget) =>
        new[] { budget.Min, budget.Max, budget.Warn }.OfType<Bound>().ToList() is { Count: > 0 } bounds && bounds.TrueForAll(bound => !bound.IsAbsolute);

    /// <summary>Other words are no collapse: a new language or domain is told, and fails nothing.</summary>
    private static Severity SeverityOf(string name, DatasetPolicy dataset) => name == TokenJs && dataset.Severity > Severity.Warning ? Severity.Warning : dataset.Severity;

    private static Budget Default(string name, DatasetPolicy dataset) => new()
    {
        Section = MetricCatalog.Find(name)!.Family == MetricFamily.Divergence ? Section.Divergence : Section.Diversity,
        Metric = name,
        Severity = SeverityOf(name, dataset),
        MinRecords = dataset.MinRecords,
        Owner = dataset.Owner,
        Place = dataset.Place,
    };

    private static Budget Leakage(DatasetPolicy dataset) => Default(Metrics.Leaking.Leakage.MetricName, dataset) with
    {
        Section = Section.Leakage, OfBase = true, On = SliceName.Added, NotJudged = Severity.Note, Max = new Bound(Anchor.None, 0, Leaking, "50%", dataset.Place),
    };

    private static Budget Added(Budget budget, DatasetPolicy dataset)
    {
        var added = budget with { On = SliceName.Added, NotJudged = Severity.Note };
        if (IsRelative(budget)) return added;
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
            return new Bound(Anchor.Null, 1, isMin ? -Distance : Distance, isMin ? "null - 0.3" : "null + 0.3", place);
        if (info.Factor)
            return new Bound(anchor, isMin ? Less : More, 0, isMin ? $"0.3 x {word}" : $"4 x {word}", place);
        var share = info.Name switch { "template-share" => Templates, _ when info.Name.EndsWith("-duplicates", StringComparison.Ordinal) => Duplicated, _ => Largest };
        return new Bound(anchor, 1, isMin ? -share : share, string.Create(CultureInfo.InvariantCulture, $"{word} {(isMin ? '-' : '+')} {100 * share:0}%"), place);
    }
}
