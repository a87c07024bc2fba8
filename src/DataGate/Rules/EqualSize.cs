using DataGate.Metrics;

namespace DataGate.Rules;

/// <summary>Data and anchor at equal size, and what chance makes of their difference.</summary>
/// <param name="Measurement">The data's value, with the interval that chance gives it at the check's false-alarm rate; or why there is none.</param>
public sealed record EqualSize(Measurement Measurement)
{
    /// <summary>The anchor's value at that size: the reference's own, or the null of a divergence. Null where there is no value.</summary>
    public double? Anchor { get; init; }

    /// <summary>The size, as a person would name it; null: so many records of each side.</summary>
    public string? Size { get; init; }

    /// <summary>Whether the data lies below its anchor by more than chance explains in the whole check.</summary>
    public bool IsLow { get; init; }

    /// <summary>Whether it lies above it by more than chance explains.</summary>
    public bool IsHigh { get; init; }

    /// <summary>Whether the data is better than its anchor, in the metric's own direction, by more than chance explains.</summary>
    public bool IsBetter { get; init; }
}
