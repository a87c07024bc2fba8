namespace DataGate.Metrics.Samples;

/// <summary>A measure that two sets of equal size can be compared by.</summary>
public abstract class EqualSizeMetric
{
    /// <summary>Its name in the catalog.</summary>
    public abstract string Name { get; }

    /// <summary>Its name with whatever else its value depends on: measures of equal keys are one.</summary>
    public virtual string Key => Name;

    /// <summary>Whether it measures a draw against another.</summary>
    public virtual bool IsDivergence => false;
}
