using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts.History;

namespace DataGate.Verdicts;

/// <summary>
/// Takes each budget to the slices that it is for, and to its rule: first all comparisons enter the check's family, then, when the
/// family is complete, each is judged.
/// </summary>
/// <param name="input">What was gathered.</param>
/// <param name="scopes">Finds what to measure on.</param>
/// <param name="history">Holds what was measured against the baseline.</param>
internal sealed class BudgetJudge(DatasetInput input, Scopes scopes, HistoryJudge? history = null)
{
    private ImmutableArray<Judged> _cases = [];

    /// <summary>Makes the comparisons and enters them.</summary>
    public void Compare(Comparisons comparisons, Family family)
    {
        ImmutableArray<Judged> cases =
        [
            .. input.Plan.Budgets.Select(budget => new Judged(budget, [.. Cases(budget).Select(Pair)])),
            .. input.Plan.Implied.Select(budget => new Judged(budget, [.. OfChange(budget).Select(Pair)])),
        ];
        foreach (var asked in cases.SelectMany(budget => budget.Cases))
            if (asked.Sides is { } sides) comparisons.Ask(sides.Data, sides.Reference, asked.OverDraws!);
        comparisons.Run();
        _cases = [.. cases.Select(budget => budget with { Cases = [.. budget.Cases.Select(found => Enter(found, comparisons, family))] })];
    }

    /// <summary>A budget, and where it is measured.</summary>
    private sealed record Judged(Budget Budget, ImmutableArray<Case> Cases);

    /// <param name="stopped">Looked at before each budget.</param>
    public ImmutableArray<Ruling> JudgeAll(CancellationToken stopped) => [.. _cases.SelectMany(budget =>
    {
        stopped.ThrowIfCancellationRequested();
        return Judge(budget.Budget, budget.Cases);
    })];

    /// <summary>Each budget where it is measured; not those that nobody wrote, and not the labels: see <see cref="JudgeLabels"/>.</summary>
    public IEnumerable<Case> WrittenCases() => input.Plan.Budgets.SelectMany(Cases);

    /// <summary>A ruling, and what becomes of the number against its baseline.</summary>
    private IEnumerable<Ruling> WithHistory(Ruling ruling, Case? judged)
    {
        yield return ruling;
        if (judged?.HasHistory != false && history?.Of(ruling, judged) is { } then) yield return then;
    }

    private IEnumerable<Ruling> Judge(Budget budget, ImmutableArray<Case> cases)
    {
        if (budget.Section == Section.Labels)
        {
            return IsWithoutChange(budget) ? [Rule(budget, "labels/*", new NotJudged("there is no change to judge; 'check --since REV' judges one"), null, null, null)]
                : JudgeLabels(budget).SelectMany(ruling => WithHistory(ruling, null));
        }
        var rulings = cases.SelectMany(judged => WithHistory(JudgeCase(judged), judged));
        if (budget.By is null || IsWithoutChange(budget)) return rulings;
        var why = scopes.IsCutTooFine(budget) ? $"'{budget.By}' has more than {Scanning.GroupNeeds.MaxGroups:N0} values"
            : cases.Length == 0 ? $"no value of '{budget.By}' has {Figures.Records(budget.MinRecords)}"
            : scopes.Values(budget) is { LeavesMost: true } values ? $"most records, {Figures.Part(values.LeftRecords, values.Records)}, have values of '{budget.By}' with fewer than {Figures.Records(budget.MinRecords)}"
            : null;
        return why is null ? rulings : [.. rulings, Rule(budget, GroupName(budget, "*"), new NotJudged(why), null, null, null)];
    }

    private IEnumerable<Case> Cases(Budget budget)
    {
        if (budget.Section == Section.Labels) yield break;
        if (IsWithoutChange(budget))
        {
            yield return new Case(budget, ScopeName(budget), null) { Missing = "there is no change to judge; 'check --since REV' judges one" };
            yield break;
        }
        if (budget.By is not null)
        {
            foreach (var group in Groups(budget)) yield return group;
            yield break;
        }
        yield return new Case(budget, ScopeName(budget), null) { AgainstBase = IsAgainstBase(budget) };
        // What holds of the whole relative to its reference holds of the synthetic part as well; that it can't be judged is a remark.
        if (IsImplied(budget) && !input.Data.Scan.Whole.Leaf(RecordOrigin.Synthetic).IsEmpty)
            yield return new Case(budget with { On = SliceName.Synthetic, NotJudged = Severity.Note }, "synthetic", null);
    }

    /// <summary>
    /// A budget that nobody wrote, on what the change adds. Too few records are not judged on their own but by what they do to the whole: it
    /// is compared with what was there before.
    /// </summary>
    private IEnumerable<Case> OfChange(Budget budget)
    {
        var added = input.Change!.Added.Whole.Slice(SliceName.All).Tally.Records;
        if (added == 0) yield break;
        if (budget.Max is { IsAbsolute: true })
        {
            if (added >= AddedBudgets.LeastRecords) yield return new Case(budget, ScopeName(budget), null) { AgainstBase = budget.OfBase };
            yield break;
        }
        if (added >= budget.MinRecords) yield return new Case(budget, "added", null) { AgainstBase = IsAgainstBase(budget) };
        else if (IsAgainstBase(budget)) yield return new Case(budget with { On = null }, "all with added", null) { AgainstBase = true };
    }

    /// <summary>Whether a budget asks for a slice of a change where none is judged.</summary>
    private bool IsWithoutChange(Budget budget) => input.Change is null && budget.On is (SliceName.Added or SliceName.Removed);

    /// <summary>Whether the anchor is what was there before: where a bound says so, and for what a change adds where there is no reference.</summary>
    private bool IsAgainstBase(Budget budget) =>
        budget.On == SliceName.Added && (scopes.ReferenceWhole is null || new[] { budget.Min, budget.Max, budget.Warn }.Any(bound => bound is { Anchor: Anchor.Base }));

    /// <summary>Whether a budget of the whole is one of the synthetic slice as well: where it is relative throughout.</summary>
    internal static bool IsImplied(Budget budget) =>
        budget is { Section: Section.Diversity or Section.Divergence, On: null, Bucket: null, By: null }
        && new[] { budget.Min, budget.Max, budget.Warn }.OfType<Bound>().All(bound => !bound.IsAbsolute);

    private IEnumerable<Case> Groups(Budget budget)
    {
        if (scopes.IsCutTooFine(budget)) yield break;
        foreach (var value in scopes.Values(budget).All)
            yield return new Case(budget, GroupName(budget, value.Name), value) { AgainstBase = IsAgainstBase(budget) };
    }

    private static string GroupName(Budget budget, string value) => $"{(budget.Bucket is null ? "" : $"tails/{budget.Bucket}/")}{budget.By}={value}";

    private static string ScopeName(Budget budget)
    {
        if (budget.Section == Section.Leakage) return LeakageScope.Of(budget);
        var slice = (budget.On ?? SliceName.All).ToString().ToLowerInvariant();
        return budget.Bucket is null ? slice : budget.On is null ? $"tails/{budget.Bucket}" : $"tails/{budget.Bucket}/{slice}";
    }

    /// <summary>Finds both sides of a comparison.</summary>
    private Case Pair(Case asked)
    {
        if (!asked.Compares || asked.Missing is not null) return asked;
        if (!asked.AgainstBase && scopes.ReferenceWhole is null) return asked with { Missing = "there is no reference" };
        if (scopes.WhyNot(MetricCatalog.Get(asked.Budget.Metric), asked.Budget, asked.Group, asked.AgainstBase) is { } whyNot) return asked with { Missing = whyNot };
        var (data, reference) = (scopes.Set(asked.Budget, asked.Group), asked.AgainstBase ? scopes.BaseSet(asked.Budget, asked.Group) : scopes.ReferenceSet(asked.Budget, asked.Group));
        var what = asked.AgainstBase ? "base" : "reference";
        if (reference is null or { IsEmpty: true }) return asked with { Missing = $"the {what} has no such records" };
        if (data is null || data.Tally.Records < asked.Budget.MinRecords) return asked with { Missing = "there are too few records" };
        if (reference.Tally.Records < asked.Budget.MinRecords)
            return asked with { Missing = OnlySoMany(asked.AgainstBase, reference, asked.Budget) };
        return asked with { Sides = (data, reference) };
    }

    private static Case Enter(Case found, Comparisons comparisons, Family family)
    {
        if (found.Sides is not { } sides) return found;
        if (comparisons.Find(sides.Data, sides.Reference, found.OverDraws!) is not { } compared)
            return found with { Missing = comparisons.WhyNot(sides.Data, sides.Reference, found.OverDraws!) };
        var budget = found.Budget;
        var (min, max) = (budget.Min is { IsAbsolute: false }, budget.Max is { IsAbsolute: false });
        return found with { Low = min ? family.Add(compared, higherIsWorse: false) : null, High = max ? family.Add(compared, higherIsWorse: true) : null };
    }

    private Ruling JudgeCase(Case judged)
    {
        var (budget, metric) = (judged.Budget, MetricCatalog.Get(judged.Budget.Metric));
        if (IsWithoutChange(budget)) return Rule(budget, judged.Name, new NotJudged(judged.Missing!), null, null, null);
        var anchor = !judged.Compares && new[] { budget.Min, budget.Max, budget.Warn }.Any(bound => bound is { IsAbsolute: false })
            ? scopes.MeasureReference(metric, budget, judged.Group) : null;
        var measurement = TooSmall(judged) is { } tooSmall ? new NotJudged(tooSmall) : scopes.Measure(metric, budget, judged.Group, judged.AgainstBase);
        return Rule(budget, judged.Name, measurement, anchor, Equal(judged), scopes.Tally(budget, judged.Group), judged.AgainstBase);
    }

    /// <summary>That the other side of a divergence, or of leakage, is too small for its value to say anything: smoothing alone makes few records look like all others.</summary>
    private string? TooSmall(Case judged)
    {
        var budget = judged.Budget;
        if (budget.OfBase) return scopes.BaseSet(budget, judged.Group).IsEmpty ? "the base has no records" : null;
        if (MetricCatalog.Find(budget.Metric) is not { Family: MetricFamily.Divergence, Counted: false } || budget.Against is not null) return null;
        var other = judged.AgainstBase ? scopes.BaseSet(budget, judged.Group) : scopes.ReferenceSet(budget, judged.Group);
        return other is { IsEmpty: false } && other.Tally.Records < budget.MinRecords ? OnlySoMany(judged.AgainstBase, other, budget) : null;
    }

    private static string OnlySoMany(bool againstBase, SetSketch other, Budget budget) =>
        $"the {(againstBase ? "base" : budget.OfAnchor ? "set of newer records" : "reference")} has only {Figures.Records(other.Tally.Records)}, fewer than the budget's min-records, {Figures.Of(budget.MinRecords)}";

    private static EqualSize? Equal(Case judged)
    {
        if (!judged.Compares) return null;
        if ((judged.Low ?? judged.High) is not { } member) return new EqualSize(new NotJudged(judged.Missing!));
        var (compared, margin) = (member.Compared, member.Margin);
        var info = MetricCatalog.Find(judged.Budget.Metric)!;
        return new EqualSize(new Measured(
            compared.Value, Math.Max(info.Lowest, compared.Value - margin), Math.Min(info.Highest, compared.Value + margin), compared.Records,
            string.Create(CultureInfo.InvariantCulture, $"{compared.Records:N0} records of each side, {compared.Chance.Length:N0} exchanges at random")))
        {
            Anchor = compared.Anchor,
            IsLow = judged.Low?.IsSignificant == true,
            IsHigh = judged.High?.IsSignificant == true,
            IsBetter = info.Better switch
            {
                Better.Higher => judged.Low?.IsFarOnTheGoodSide == true || judged.High?.IsSignificant == true,
                Better.Lower => judged.High?.IsFarOnTheGoodSide == true || judged.Low?.IsSignificant == true,
                _ => false,
            },
        };
    }

    private Ruling Rule(Budget budget, string slice, Measurement measurement, Measurement? anchor, EqualSize? equal, Tally? tally, bool againstBase = false) =>
        RuleCatalog.For(budget).Judge(new Judgement
        {
            Budget = budget,
            Metric = MetricCatalog.Find(budget.Metric)!,
            Dataset = input.Plan.Dataset.Name,
            Slice = slice,
            Measurement = measurement,
            Anchor = anchor,
            Equal = equal,
            Records = tally?.Records ?? 0,
            Tokens = tally?.Tokens ?? 0,
            Locate = input.Data.Locate,
            LocateReference = againstBase || budget.Against is not null ? input.Data.Locate : input.Reference?.Locate ?? input.Data.Locate,
            IsAdded = input.Change is { } change ? change.IsAdded : _ => false,
        });

    /// <summary>A budget of every label, on each.</summary>
    public IEnumerable<Ruling> JudgeLabels(Budget budget)
    {
        var reference = scopes.ReferenceWhole?.Get<ValueCounts>(SketchKind.Labels);
        var tally = scopes.Tally(budget)!;
        var data = scopes.Set(budget, null)!.Get<ValueCounts>(SketchKind.Labels);
        var none = reference is null ? "there is no reference"
            : reference.TooMany || data.TooMany ? $"there are more than {ValueCounts.MaxValues:N0} labels"
            : reference.Counts.Count == 0 ? "no record of the reference has a label"
            : tally.Records == 0 ? "there are no records" : null;
        if (none is not null)
        {
            yield return Rule(budget, "labels/*", new NotJudged(none), null, null, null);
            yield break;
        }
        var all = (double)scopes.ReferenceWhole!.Tally.Records;
        foreach (var (label, copies) in reference!.Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var found = data.Counts.GetValueOrDefault(label);
            var isShare = budget.Metric == "share";
            yield return Rule(
                budget, $"labels/{label}",
                Measured.Exact(isShare ? (double)found.Times / tally.Records : found.Times, tally.Records) with { Explain = () => LabelRows(label, found, copies) },
                Measured.Exact(isShare ? copies.Times / all : copies.Times, (long)all), null, tally);
        }
    }

    private static ImmutableArray<Evidence> LabelRows(string label, Copies data, Copies reference) =>
    [
        .. data.Times == 0 ? [] : new[] { new Evidence("records with the label", Excerpts.Of(label), data.Times, Rows.Of(data)) },
        new Evidence("records of the reference with the label", Excerpts.Of(label), reference.Times, Rows.Of(reference)) { InReference = true },
    ];
}
