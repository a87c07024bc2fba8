using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts.History;

/// <summary>
/// Holds what was measured against the committed baseline: facts as they are, estimates at the baseline's own size. All estimates of a baseline share
/// the check's false-alarm rate (Bonferroni): what was said of each stays true of all.
/// </summary>
/// <param name="input">Has the baseline.</param>
/// <param name="measures">Takes numbers at a size.</param>
/// <param name="falseAlarm">The chance that any number of an unchanged source turns red.</param>
internal sealed class HistoryJudge(DatasetInput input, Measures measures, double falseAlarm)
{
    private readonly HashSet<BaselineKey> _asked = [];
    private readonly SortedSet<BaselineKey> _new = new(BaselineKey.Order);
    private double? _deviations;

    /// <summary>Numbers that the policy asks for and the baseline doesn't have.</summary>
    public IReadOnlyCollection<BaselineKey> New => _new;

    /// <summary>Whether any number was compared.</summary>
    public bool Compared { get; private set; }

    /// <summary>Numbers of the baseline that nothing of the policy asks for any more, in their order.</summary>
    public ImmutableArray<BaselineKey> Stale =>
        input.Baseline?.Found is { } baseline ? [.. baseline.Lines.Select(line => line.Key).Where(key => key.Dataset == input.Plan.Dataset.Name && key.Measure != BaselineKey.Records && !_asked.Contains(key))] : [];

    /// <summary>What becomes of a budget against its baseline; null: it isn't compared.</summary>
    /// <param name="ruling">What became of the budget itself.</param>
    /// <param name="found">Its case; null: a label, which is counted.</param>
    public Ruling? Of(Ruling ruling, Case? found)
    {
        var budget = ruling.Judgement.Budget;
        if (input.Baseline?.Found is not { } baseline || !Measures.IsKept(budget)) return null;
        var key = new BaselineKey(input.Plan.Dataset.Name, ruling.Judgement.Slice, BaselineKey.MeasureOf(budget));
        _asked.Add(key);
        if (budget.History is not { } history || Measures.WhyNotKept(ruling.Judgement.Metric) is not null) return null;
        // What isn't measured at all, the budget itself says.
        if (ruling.Judgement.Measurement is not Measured measured || IsTooSmall(ruling.Judgement, measured)) return null;
        if (baseline.Find(key) is not { Value: { } value } line || (found is null && line.Size is not null))
        {
            _new.Add(key);
            return null;
        }
        Compared = true;
        var against = Against(budget, history);
        if (line.Size is { } size && found is not null)
        {
            var equal = At(found, size, line, value);
            return Judge(ruling.Judgement with { Anchor = null, Equal = equal }, against, IsUntouched || StoodBefore(found, size, against, equal));
        }
        return Judge(
            ruling.Judgement with
            {
                Measurement = measured with { Value = Baseline.Round(measured.Value), Low = Baseline.Round(measured.Low), High = Baseline.Round(measured.High) },
                Anchor = new Measured(value, line.Low, line.High, measured.Records, "baseline"),
                Equal = null,
            },
            against, IsUntouched);
    }

    /// <summary>A change isn't failed for what was as bad before it.</summary>
    private static Ruling Judge(Judgement judgement, Budget against, bool stoodBefore) => RuleCatalog.For(against).Judge(judgement with
    {
        Budget = stoodBefore && against.Severity > Severity.Warning ? against with { Severity = Severity.Warning } : against,
        StoodBefore = stoodBefore,
    });

    /// <summary>Whether a number was beyond its bound before the change that is judged, and the change made it no worse: by no more than a standard error.</summary>
    private bool StoodBefore(Case found, FixedSize size, Budget against, EqualSize equal)
    {
        if (equal is not { Measurement: Measured now, Anchor: { } then } || !(equal.IsLow || equal.IsHigh) || measures.Before(found, size) is not { } before) return false;
        return (against.Min is { } min && now.Value < min.Resolve(then) && before.Value < min.Resolve(then) && before.Value - now.Value <= before.Error)
            || (against.Max is { } max && now.Value > max.Resolve(then) && before.Value > max.Resolve(then) && now.Value - before.Value <= before.Error);
    }

    private static bool IsTooSmall(Judgement judgement, Measured measured) =>
        !judgement.Metric.Counted && !measured.IsConstant && measured.Records < judgement.Budget.MinRecords;

    /// <summary>Whether a change is judged that leaves the dataset's records as they were.</summary>
    private bool IsUntouched => input.Change is { } change && change.Added.Whole.Slice(SliceName.All).IsEmpty && change.Removed.Whole.Slice(SliceName.All).IsEmpty;

    /// <summary>The budget that holds against the baseline, on the metric's worse side; where either side may be, on those that the budget bounds.</summary>
    private static Budget Against(Budget budget, HistoryPolicy history)
    {
        var info = MetricCatalog.Find(budget.Metric)!;
        var min = info.Better == Better.Higher || (info.Better == Better.Either && (budget.Min is not null || budget.Max is null));
        var max = info.Better == Better.Lower || (info.Better == Better.Either && budget.Max is not null);
        return budget with { Min = min ? Bound(info, history, -1) : null, Max = max ? Bound(info, history, 1) : null, Warn = null };
    }

    private static Bound Bound(MetricInfo info, HistoryPolicy history, int side)
    {
        if (info.Factor || info is not ({ Range: ValueRange.Share } or { Family: MetricFamily.Divergence })) return new Bound(Anchor.Baseline, 1 + (side * history.WorseBy), 0, string.Create(CultureInfo.InvariantCulture, $"{Baseline.Text(1 + (side * history.WorseBy))} x baseline"), history.Place);
        // Shares and divergences near zero worsen many times over by next to nothing: what counts there is the distance.
        return new Bound(Anchor.Baseline, 1, side * history.WorseBy, $"baseline {(side < 0 ? '-' : '+')} {(info.Range == ValueRange.Share ? history.Text : Baseline.Text(history.WorseBy))}", history.Place);
    }

    private EqualSize At(Case found, FixedSize size, BaselineLine line, double then)
    {
        var (drawn, whyNot) = measures.At(found, size);
        if (drawn is null) return new EqualSize(new NotJudged($"{whyNot}, the size of the baseline; 'dotnet datagate baseline' takes a new one"));
        var now = Baseline.Round(drawn.Value);
        var error = Math.Max(line.High - then, then - line.Low) / Jackknife.Quantile;
        var margin = Deviations * Math.Sqrt((drawn.Error * drawn.Error) + (error * error));
        var (low, high) = Measures.Interval(found.Budget.Metric, now, margin);
        return new EqualSize(new Measured(now, low, high, drawn.Records, $"{size}, drawn from {(drawn.Records == 1 ? "the record" : "the records")}"))
        {
            Anchor = then,
            Size = size.ToString(),
            IsLow = then - now > margin,
            IsHigh = now - then > margin,
        };
    }

    /// <summary>How many standard errors chance makes of the largest difference of a whole baseline.</summary>
    private double Deviations => _deviations ??= Student.Beyond(Math.Clamp(falseAlarm / Math.Max(1, input.Baseline!.Found!.Estimates), 1e-9, 0.5));
}
