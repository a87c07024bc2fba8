namespace DataGate.Metrics.Samples;

/// <summary>A measure that two sets of equal size can be compared by.</summary>
public abstract class EqualSizeMetric
{
    /// <summary>Its name in the catalog.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it measures a draw against another.</summary>
    public virtual bool IsDivergence => false;
}
