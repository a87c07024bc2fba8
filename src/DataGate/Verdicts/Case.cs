using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Policies;

namespace DataGate.Verdicts;

/// <summary>A budget on one slice or scope that it is for.</summary>
/// <param name="Budget">The budget; of an implied slice, as it holds there.</param>
/// <param name="Name">The slice or scope, as findings name it.</param>
/// <param name="Group">The value, or values, of its <c>by</c> field; null without one.</param>
internal sealed record Case(Budget Budget, string Name, ByValue? Group)
{
    /// <summary>The bounds that need a comparison at equal size.</summary>
    public bool Compares => OverDraws is not null && new[] { Budget.Min, Budget.Max, Budget.Warn }.Any(bound => bound is { IsAbsolute: false });

    public EqualSizeMetric? OverDraws => MetricCatalog.Get(Budget.Metric).OverDrawsWith(Scopes.Settings(Budget));

    /// <summary>Whether it has a past: small values that are judged together are others with every change.</summary>
    public bool HasHistory => Group is not { IsSeveral: true };

    public SliceName Slice => Budget.On ?? SliceName.All;

    /// <summary>Whether the anchor is what was there before the change, rather than the reference.</summary>
    public bool AgainstBase { get; init; }

    /// <summary>Both sides; null: there is no reference, or nothing in it.</summary>
    public (SetSketch Data, SetSketch Reference)? Sides { get; init; }

    /// <summary>Why there is no comparison, where there is none.</summary>
    public string? Missing { get; init; }

    /// <summary>The comparison as members of the check's family, by the direction that is bad.</summary>
    public Family.Member? Low { get; init; }

    public Family.Member? High { get; init; }
}
