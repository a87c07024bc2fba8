using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Rules;

/// <summary>A budget and what was measured for it: all that a rule decides on.</summary>
public sealed record Judgement
{
    public required Budget Budget { get; init; }

    public required MetricInfo Metric { get; init; }

    public required string Dataset { get; init; }

    /// <summary>The slice or scope, as findings name it.</summary>
    public required string Slice { get; init; }

    public required Measurement Measurement { get; init; }

    /// <summary>What the anchor of a relative bound scores; null where the budget has none.</summary>
    public Measurement? Anchor { get; init; }

    /// <summary>For relative bounds on estimates: both sides at equal size, or why there is no such comparison. Null where the budget has none.</summary>
    public EqualSize? Equal { get; init; }

    /// <summary>The measurement that a bound is held against.</summary>
    public Measurement For(Bound bound) => bound.IsAbsolute || Equal is null ? Measurement : Equal.Measurement;

    /// <summary>What a relative bound is relative to; null: nothing was found.</summary>
    public double? AnchorValue => Equal is not null ? Equal.Anchor : Anchor is Measured measured ? measured.Value : null;

    /// <summary>The measurement to show for the budget.</summary>
    public Measurement Judged => Equal is null ? Measurement : Equal.Measurement;

    /// <summary>Records of the slice, whatever was measured.</summary>
    public required long Records { get; init; }

    /// <summary>Their tokens.</summary>
    public long Tokens { get; init; }

    /// <summary>Turns a place of the data into a location.</summary>
    public required Func<Place, Location> Locate { get; init; }

    /// <summary>Whether a change that is judged added the record at a place. Default: none is.</summary>
    public Func<Place, bool> IsAdded { get; init; } = _ => false;

    /// <summary>Whether a change is judged before which it was as bad. Default: false.</summary>
    public bool StoodBefore { get; init; }

    /// <summary>Turns a place of the reference into a location.</summary>
    public required Func<Place, Location> LocateReference { get; init; }
}

/// <summary>What became of a budget on one slice.</summary>
public enum Outcome
{
    Holds,

    /// <summary>Beyond its bound, but not beyond the measurement's own uncertainty; or beyond the softer bound.</summary>
    Warns,
    Broken,

    /// <summary>Broken, and exempted for a time.</summary>
    Exempt,
    NotJudged,
}

/// <param name="Judgement">What was judged.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Findings">What to tell.</param>
public sealed record Ruling(Judgement Judgement, Outcome Outcome, System.Collections.Immutable.ImmutableArray<Finding> Findings)
{
    /// <summary>Whether a bound lies inside the interval of an estimate, so that another sample could be judged otherwise.</summary>
    public bool IsClose { get; init; }
}
