using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;
using DataGate.Verdicts.History;

namespace DataGate.Files.Reports.Layout;

/// <summary>
/// A budget and what became of it, as tables show it. The many groups or labels of one budget are one row, which shows the
/// worst of them. Texts may hold data and are not escaped.
/// </summary>
internal sealed class BudgetRow
{
    private readonly ImmutableArray<Ruling> _rulings;
    private readonly Ruling _worst;

    private BudgetRow(ImmutableArray<Ruling> rulings)
    {
        _rulings = rulings;
        _worst = rulings.OrderByDescending(Rank).ThenByDescending(Excess).First();
    }

    public static ImmutableArray<BudgetRow> Of(DatasetVerdict dataset) =>
    [
        .. dataset.Rulings.GroupBy(ruling => ruling.Judgement.Budget).SelectMany(budget =>
            budget.Key.By is not null || budget.Key.Section == Section.Labels
                ? [new BudgetRow([.. budget])]
                : budget.Select(ruling => new BudgetRow([ruling]))),
    ];

    public Budget Budget => Judgement.Budget;

    public string Metric => Budget is { Metric: "ratio", Of: not Unit.Records }
        ? $"ratio ({(Budget.Of == Unit.Tokens ? "tokens" : "bytes")})" : Budget.Metric;

    /// <summary>What a baseline keeps the shown number under; null: it is held against a baseline itself.</summary>
    public (string Slice, string Measure)? Kept => (Budget.Min ?? Budget.Max) is { Anchor: Anchor.Baseline } ? null : (Judgement.Slice, BaselineKey.MeasureOf(Budget));

    public string Slice => _rulings.Length == 1 ? Judgement.Slice : $"{Judgement.Slice} (worst of {Figures.Of(_rulings.Length)})";

    /// <summary>A dash where there is no value.</summary>
    public string Value => Judgement.Judged is Measured measured ? Figure(measured.Value, Nearest(measured)) : "–";

    /// <summary>The value with its interval, where it has one.</summary>
    public string ValueWithInterval => Judgement.Judged is not Measured measured || (measured.Low.Equals(measured.Value) && measured.High.Equals(measured.Value))
        ? Value : $"{Value} ({Figure(measured.Low)} to {Figure(measured.High)})";

    /// <summary>As the policy spells it, with the number that it came to where that is another.</summary>
    public string Bound => Bounds(text: true);

    /// <summary>The number that it came to.</summary>
    public string Limit => Bounds(text: false);

    public long Records => Judgement.Judged is Measured measured ? measured.Records : Judgement.Records;

    /// <summary>What became of the budget as a whole: its worst outcome, where not being judged is worse than a warning.</summary>
    public Outcome Outcome => Worst(_rulings);

    /// <summary>What became of it in one or two words: of how many, how many hold.</summary>
    public string ShortVerdict => _rulings.Length == 1 ? Word(Outcome) : $"{Figures.Of(Count(Outcome.Holds))}/{Figures.Of(_rulings.Length)} hold";

    public string Verdict
    {
        get
        {
            var softly = Outcome == Outcome.Broken && Budget.Severity != Severity.Error
                ? Budget.Severity == Severity.Warning ? " (warning)" : " (note)" : "";
            if (_rulings.Length == 1) return Word(Outcome) + softly + (_worst.IsClose ? " (close)" : "");
            var (all, hold, none) = (_rulings.Length, Count(Outcome.Holds), Count(Outcome.NotJudged));
            return $"{(hold == all ? "all " : Figures.Of(hold) + " of ")}{Figures.Of(all)} hold"
                + (none > 0 ? $", {Figures.Of(none)} not judged" : "") + softly;
        }
    }

    /// <summary>Of all its slices, groups or labels.</summary>
    public IEnumerable<Finding> Findings => _rulings.SelectMany(ruling => ruling.Findings);

    /// <summary>The value with its interval; null where there is none.</summary>
    public Measured? Number => Judgement.Judged as Measured;

    /// <summary>Every bound that came to a number: <c>min</c>, <c>max</c>, <c>warn</c>.</summary>
    public IEnumerable<(string Side, double Limit)> Limits
    {
        get
        {
            if (Resolve(Judgement, Budget.Min) is { } min) yield return ("min", min);
            if (Resolve(Judgement, Budget.Max) is { } max) yield return ("max", max);
            if (Resolve(Judgement, Budget.Warn) is { } warn) yield return ("warn", warn);
        }
    }

    /// <summary>What the bounds are relative to and what that scores; null where they are absolute, or nothing was found.</summary>
    public (Anchor Kind, double Value)? AnchorPoint =>
        new[] { Budget.Min, Budget.Max, Budget.Warn }.OfType<Bound>().FirstOrDefault(bound => !bound.IsAbsolute) is { } relative && Judgement.AnchorValue is { } value
            ? (relative.Anchor, value) : null;

    /// <summary>A number of this budget as a person reads it.</summary>
    public string FigureOf(double value) => Figure(value);

    public Ink Ink => Outcome switch
    {
        Outcome.Holds => Ink.Good,
        Outcome.Broken when Budget.Severity == Severity.Error => Ink.Bad,
        _ => Ink.Doubtful,
    };

    /// <summary>Of several outcomes of one budget, the heaviest is its own.</summary>
    public static Outcome Worst(IEnumerable<Ruling> rulings)
    {
        var worst = Outcome.Holds;
        foreach (var ruling in rulings)
            if (WeightOf(ruling.Outcome) > WeightOf(worst)) worst = ruling.Outcome;
        return worst;
    }

    /// <summary>How heavy its outcome is: the most, the worst.</summary>
    public int Weight => WeightOf(Outcome);

    private static int WeightOf(Outcome outcome) => outcome switch
    {
        Outcome.Broken => 4,
        Outcome.NotJudged => 3,
        Outcome.Exempt => 2,
        Outcome.Warns => 1,
        _ => 0,
    };

    private Judgement Judgement => _worst.Judgement;

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Holds => "holds",
        Outcome.Warns => "warns",
        Outcome.Broken => "broken",
        Outcome.Exempt => "exempt",
        _ => "not judged",
    };

    private int Count(Outcome outcome) => _rulings.Count(ruling => ruling.Outcome == outcome);

    /// <summary>A row shows a value where any of its rulings has one: those without come last.</summary>
    private static int Rank(Ruling ruling) => ruling.Judgement.Judged is not Measured ? -1 : ruling.Outcome == Outcome.NotJudged ? 0 : WeightOf(ruling.Outcome) + 1;

    /// <summary>How far a value is beyond its bound, in parts of the bound; negative within it.</summary>
    private static double Excess(Ruling ruling)
    {
        if (ruling.Judgement.Judged is not Measured measured) return double.NegativeInfinity;
        var excess = double.NegativeInfinity;
        if (Resolve(ruling.Judgement, ruling.Judgement.Budget.Min) is { } min) excess = (min - measured.Value) / Math.Max(Math.Abs(min), 1e-9);
        if (Resolve(ruling.Judgement, ruling.Judgement.Budget.Max) is { } max) excess = Math.Max(excess, (measured.Value - max) / Math.Max(Math.Abs(max), 1e-9));
        return excess;
    }

    private static double? Resolve(Judgement judgement, Bound? bound) =>
        bound is null ? null : bound.IsAbsolute ? bound.Resolve(0) : judgement.AnchorValue is { } anchor ? bound.Resolve(anchor) : null;

    /// <summary>The limit that the value must not be rounded onto.</summary>
    private double? Nearest(Measured measured)
    {
        double? nearest = null;
        foreach (var bound in new[] { Budget.Min, Budget.Max, Budget.Warn })
        {
            if (Resolve(Judgement, bound) is { } limit && (nearest is null || Math.Abs(limit - measured.Value) < Math.Abs(nearest.Value - measured.Value)))
                nearest = limit;
        }
        return nearest;
    }

    private string Figure(double value, double? apartFrom = null) => Figures.Of(value, Judgement.Metric.Range, IsPercent, apartFrom);

    private bool IsPercent => new[] { Budget.Min, Budget.Max, Budget.Warn }.Any(bound => bound?.Text.Contains('%', StringComparison.Ordinal) == true);

    private string Bounds(bool text) => string.Join(", ", new[]
    {
        Side("min", Budget.Min, text), Side("max", Budget.Max, text), Side("warn", Budget.Warn, text),
    }.OfType<string>());

    private string? Side(string side, Bound? bound, bool text)
    {
        if (bound is null) return null;
        if (bound.IsAbsolute || Resolve(Judgement, bound) is not { } limit) return $"{side} {bound.Text}";
        var figure = Figure(limit, (Judgement.Judged as Measured)?.Value);
        var anchor = Judgement.Equal is { Anchor: { } value } ? $" ({Figure(value)})" : "";
        return text ? $"{side} {bound.Text}{anchor} = {figure}" : $"{side} {figure}";
    }
}
