using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>A budget and the metric that it is for.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Metric">Its metric; maybe one that this version can't measure.</param>
/// <param name="IsOff">Whether the budget says of itself that it is switched off.</param>
internal sealed record MeasuredBudget(Budget Budget, MetricInfo Metric, bool IsOff)
{
    public IEnumerable<Bound> Bounds => new[] { Budget.Min, Budget.Max, Budget.Warn }.OfType<Bound>();
}
