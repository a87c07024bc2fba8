using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;

namespace DataGate.Verdicts.History;

/// <summary>Budgets as a baseline keeps them: facts as they are, estimates at a fixed size.</summary>
internal sealed class Measures(DatasetInput input, Scopes scopes)
{
    private readonly Rarefaction _rarefaction = new(scopes.Samples, input.Plan.Data.Seed);

    /// <summary>Whether a budget is of the set, and not of a change to it: a change has no history.</summary>
    public static bool IsKept(Budget budget) => budget is { On: not (SliceName.Added or SliceName.Removed) } && budget.Metric != HumanRetention.MetricName;

    /// <summary>Why a number isn't kept though it is the set's: a clause; null: it is kept.</summary>
    public static string? WhyNotKept(MetricInfo metric) =>
        metric.Name == "age" ? "time alone moves it" : metric.Judged ? "a language model is asked for it" : null;

    /// <summary>The measure that is drawn to a fixed size; null: a fact of the whole slice.</summary>
    public static DrawMetric? Drawn(Budget budget) => MetricCatalog.Get(budget.Metric).OverDrawsWith(Scopes.Settings(budget)) as DrawMetric;

    /// <summary>A case as a baseline keeps it.</summary>
    public BaselineLine Line(Case found)
    {
        var line = new BaselineLine(new BaselineKey(input.Plan.Dataset.Name, found.Name, BaselineKey.MeasureOf(found.Budget)));
        if (WhyNotKept(MetricCatalog.Find(found.Budget.Metric)!) is { } never) return line with { WhyNot = never };
        if (Drawn(found.Budget) is not { } draws) return Fact(line, scopes.Measure(MetricCatalog.Get(found.Budget.Metric), found.Budget, found.Group));
        if (Sides(found, draws, out var data, out var reference) is { } whyNot) return line with { WhyNot = whyNot };
        if (_rarefaction.SizeOf(draws, data!, reference) is not { } size)
            return line with { WhyNot = _rarefaction.WhyNot(draws, data!, reference) ?? "there are too few records to draw from" };
        var (drawn, why) = _rarefaction.Measure(draws, data!, reference, size);
        if (drawn is null) return line with { WhyNot = why };
        var (low, high) = Interval(draws.Name, drawn.Value, Jackknife.Quantile * drawn.Error);
        return line with { Value = Baseline.Round(drawn.Value), Low = Baseline.Round(low), High = Baseline.Round(high), Size = size };
    }

    /// <summary>How many records the slice of a case has.</summary>
    public BaselineLine Records(Case found)
    {
        var records = scopes.Tally(found.Budget, found.Group)?.Records ?? 0;
        return new BaselineLine(new BaselineKey(input.Plan.Dataset.Name, found.Name, BaselineKey.Records)) { Value = records, Low = records, High = records };
    }

    /// <summary>A fact as a baseline keeps it.</summary>
    public static BaselineLine Fact(BaselineLine line, Measurement measurement) => measurement switch
    {
        Measured { Incomplete: { } gap } => line with { WhyNot = gap },
        Measured measured => line with { Value = Baseline.Round(measured.Value), Low = Baseline.Round(measured.Low), High = Baseline.Round(measured.High) },
        NotJudged none => line with { WhyNot = none.Reason },
        _ => throw new InvalidOperationException("a measurement is a value or none"),
    };

    /// <summary>The value of a case at a size; or why there is none: a clause.</summary>
    public (Rarefied? Found, string WhyNot) At(Case found, FixedSize size)
    {
        var draws = Drawn(found.Budget)!;
        return Sides(found, draws, out var data, out var reference) is { } whyNot ? (null, whyNot) : _rarefaction.Measure(draws, data!, reference, size);
    }

    /// <summary>The value of a case at a size before the change that is judged; null: it isn't known, or no change is.</summary>
    public Rarefied? Before(Case found, FixedSize size)
    {
        if (input.Change is null || found.Budget.On is not (null or SliceName.All)) return null;
        var draws = Drawn(found.Budget)!;
        var (before, reference) = (scopes.BaseSet(found.Budget, found.Group), draws.IsDivergence ? scopes.ReferenceSet(found.Budget, found.Group) : null);
        if (before.IsEmpty || before.Find<DocumentSample>(SketchKind.Sample) is null || (draws.IsDivergence && reference is null or { IsEmpty: true })) return null;
        return _rarefaction.Measure(draws, before, reference, size).Found;
    }

    /// <summary>A value's interval, within what the metric can be.</summary>
    public static (double Low, double High) Interval(string metric, double value, double margin)
    {
        var info = MetricCatalog.Find(metric)!;
        return (Math.Max(info.Lowest, value - margin), Math.Min(info.Highest, value + margin));
    }

    private string? Sides(Case found, DrawMetric draws, out SetSketch? data, out SetSketch? reference)
    {
        (data, reference) = (scopes.Set(found.Budget, found.Group), draws.IsDivergence ? scopes.ReferenceSet(found.Budget, found.Group) : null);
        if (scopes.WhyNot(MetricCatalog.Get(found.Budget.Metric), found.Budget, found.Group, againstBase: false) is { } whyNot) return whyNot;
        if (data is null or { IsEmpty: true }) return "there are no records";
        return draws.IsDivergence && reference is null or { IsEmpty: true } ? "the reference has no such records" : null;
    }
}
