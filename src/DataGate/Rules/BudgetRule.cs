using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Rules;

/// <summary>
/// A rule that compares a measured value with a budget's bounds. Each rule says which budgets it judges, under which code, and
/// what to do about a broken one.
/// </summary>
public abstract class BudgetRule
{
    private const string Overshot = "More diverse than allowed isn't better: look for noise, and for texts about something else";

    public abstract string Code { get; }

    public abstract bool Judges(Budget budget);

    /// <summary>What to do about a broken budget: a sentence without its full stop.</summary>
    protected abstract string Advice(Judgement judgement);

    /// <summary>The value that is judged, as a person would name it.</summary>
    protected virtual string Subject(Judgement judgement) => judgement.Metric.Name;

    public Ruling Judge(Judgement judgement)
    {
        var budget = judgement.Budget;
        if (judgement.Measurement is NotJudged none) return Undecided(judgement, none.Reason);
        var measured = (Measured)judgement.Measurement;
        if (!judgement.Metric.Counted && !measured.IsConstant && measured.Records < budget.MinRecords)
            return Undecided(judgement, $"{Figures.Records(measured.Records)} {(measured.Records == 1 ? "is" : "are")} fewer than its min-records, {Figures.Of(budget.MinRecords)}");
        if (Bounds(judgement).FirstOrDefault(bound => !bound.IsAbsolute && judgement.AnchorValue is null) is { } relative)
            return Undecided(judgement, $"'{relative.Text}' has nothing to compare with: {Reason(judgement)}");

        var close = Bounds(judgement).Any(bound => IsInside(judgement, bound));
        if (Broken(judgement, budget.Min, budget.Max, budget.Severity) is { } broken) return broken with { IsClose = close };
        if (measured.Incomplete is { } gap) return Undecided(judgement, gap);
        if (measured.Unsure is { } unsure && new[] { budget.Min, budget.Max }.OfType<Bound>().Any(bound => IsInside(judgement, bound))) return Undecided(judgement, unsure);
        var soft = budget.Severity > Severity.Warning ? Severity.Warning : budget.Severity;
        if (Broken(judgement, budget.Min is null ? null : budget.Warn, budget.Max is null ? null : budget.Warn, soft) is { } warned)
            return warned with { Outcome = Outcome.Warns, IsClose = close };
        return new Ruling(judgement, Outcome.Holds, []) { IsClose = close };
    }

    private static string Reason(Judgement judgement) =>
        judgement.Equal?.Measurement is NotJudged unequal ? unequal.Reason : ((NotJudged?)judgement.Anchor)?.Reason ?? "there is no reference";

    private static bool IsInside(Judgement judgement, Bound bound)
    {
        if (judgement.For(bound) is not Measured measured) return false;
        var (low, high) = Limits(judgement, bound);
        return !(measured.Low.Equals(measured.High) && low.Equals(high)) && measured.Low <= high && low <= measured.High;
    }

    /// <summary>The bound's value, from end to end of what the anchor's own interval makes of it.</summary>
    private static (double Low, double High) Limits(Judgement judgement, Bound bound) =>
        !bound.IsAbsolute && judgement is { Equal: null, Anchor: Measured anchor }
            ? (bound.Resolve(anchor.Low), bound.Resolve(anchor.High))
            : (bound.Resolve(judgement.AnchorValue ?? 0), bound.Resolve(judgement.AnchorValue ?? 0));

    private static IEnumerable<Bound> Bounds(Judgement judgement) =>
        new[] { judgement.Budget.Min, judgement.Budget.Max, judgement.Budget.Warn }.OfType<Bound>();

    private Ruling? Broken(Judgement judgement, Bound? min, Bound? max, Severity severity)
    {
        foreach (var (bound, isMin) in new[] { (min, true), (max, false) })
        {
            if (bound is null) continue;
            var measured = (Measured)judgement.For(bound);
            var limit = bound.Resolve(judgement.AnchorValue ?? 0);
            var beyond = isMin ? measured.Value < limit : measured.Value > limit;
            if (!beyond) continue;
            // Inside its own uncertainty the value is not known to be beyond: said, never failed.
            var surely = !bound.IsAbsolute && judgement.Equal is { } equal ? (isMin ? equal.IsLow : equal.IsHigh)
                : isMin ? measured.High < Limits(judgement, bound).Low : measured.Low > Limits(judgement, bound).High;
            var worth = surely || severity < Severity.Warning ? severity : Severity.Warning;
            var finding = worth == Severity.Off ? [] : ImmutableArray.Create(Describe(judgement, measured, bound, limit, isMin, worth, surely));
            return new Ruling(judgement, surely ? Outcome.Broken : Outcome.Warns, finding);
        }
        return null;
    }

    private Finding Describe(Judgement judgement, Measured measured, Bound bound, double limit, bool isMin, Severity severity, bool surely)
    {
        var percent = bound.Text.Contains('%', StringComparison.Ordinal);
        var range = judgement.Metric.Range;
        var allowed = bound.IsAbsolute ? bound.Text : $"{bound.Text} = {Figures.Of(limit, range, percent, measured.Value)}";
        if (!bound.IsAbsolute && judgement.Equal is { Anchor: { } anchor }) allowed += $" (the {Word(bound.Anchor)} is {Figures.Of(anchor, range, percent)})";
        var interval = $"{Figures.Of(measured.Low, range, percent)} to {Figures.Of(measured.High, range, percent)}";
        var unsure = !surely ? judgement.Equal is null && measured.Low.Equals(measured.High) ? " (inside the reference's own interval)" : $" (inside its interval, {interval})" : IsInside(judgement, bound) ? $" (its interval, {interval}, holds the bound)" : "";
        var equal = !bound.IsAbsolute && judgement.Equal is not null;
        var size = equal ? $"at {judgement.Equal!.Size ?? $"{Figures.Records(measured.Records)} of each side"}" : $"in {Figures.Records(measured.Records)}";
        var explained = ((Measured)judgement.Measurement).Explain?.Invoke() ?? [];
        var evidence = Evidence(judgement, explained);
        return About(judgement) with
        {
            Code = Code,
            Kind = FindingKind.Violation,
            Severity = severity,
            Message = $"{Subject(judgement)}{In(judgement)} is {Figures.Of(measured.Value, range, percent, limit)}{unsure}, "
                + $"{(isMin ? "below the required" : "above the allowed")} {allowed}, {size}. {(IsOvershot(judgement, isMin) ? Overshot : Advice(judgement))}.",
            Data = AddedRow(judgement, explained) ?? evidence.FirstOrDefault(rows => !rows.Rows.IsEmpty)?.Rows[0],
            Observed = measured.Value,
            Low = measured.Low,
            High = measured.High,
            Bound = bound.Text,
            Policy = bound.Place,
            Evidence = evidence,
        };
    }

    /// <summary>Whether a diversity is beyond the bound of its good side.</summary>
    private static bool IsOvershot(Judgement judgement, bool isMin) =>
        judgement.Metric.Family == MetricFamily.Diversity && judgement.Metric.Better == (isMin ? Better.Lower : Better.Higher);

    /// <summary>The rows that a change added stand first.</summary>
    private static ImmutableArray<EvidenceRows> Evidence(Judgement judgement, ImmutableArray<Evidence> explained) =>
    [
        .. explained.Select(evidence => new EvidenceRows(
            evidence.What, evidence.Excerpt, evidence.Records,
            evidence.InReference ? [.. evidence.Places.Select(judgement.LocateReference)]
                : [.. evidence.Places.OrderByDescending(judgement.IsAdded).Select(judgement.Locate)])),
    ];

    /// <summary>The first row of the evidence that a change added; null: it added none of them.</summary>
    private static Location? AddedRow(Judgement judgement, ImmutableArray<Evidence> explained)
    {
        foreach (var place in explained.Where(evidence => !evidence.InReference).SelectMany(evidence => evidence.Places))
            if (judgement.IsAdded(place)) return judgement.Locate(place);
        return null;
    }

    private Ruling Undecided(Judgement judgement, string reason)
    {
        var severity = judgement.Budget.Severity == Severity.Off ? Severity.Off : judgement.Budget.NotJudged;
        var finding = About(judgement) with
        {
            Message = $"{Subject(judgement)}{In(judgement)} was not judged: {reason}.",
            Severity = severity,
        };
        return new Ruling(judgement, Outcome.NotJudged, severity == Severity.Off ? [] : [finding]);
    }

    private static string Word(Anchor anchor) => anchor == Anchor.Reference ? "reference" : anchor.ToString().ToLowerInvariant();

    /// <summary>The slice or scope, as it follows the subject; empty for the whole dataset.</summary>
    protected virtual string In(Judgement judgement) => judgement.Slice == "all" ? "" : $" of {judgement.Slice}";

    private static Finding About(Judgement judgement) => new()
    {
        Code = RuleCodes.NotJudged,
        Kind = FindingKind.NotJudged,
        Severity = Severity.Error,
        Message = "",
        Policy = judgement.Budget.Place,
        Dataset = judgement.Dataset,
        Slice = judgement.Slice,
        Metric = judgement.Metric.Name,
        Owner = judgement.Budget.Owner,
        Records = judgement.Records,
    };
}
