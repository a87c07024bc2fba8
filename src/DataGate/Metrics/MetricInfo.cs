namespace DataGate.Metrics;

/// <summary>Where a metric belongs in the policy.</summary>
public enum MetricFamily
{
    Diversity,
    Divergence,
    Synthetic,
    Tail,

    /// <summary>Sets against each other.</summary>
    Leakage,
}

/// <summary>Which way a metric gets worse.</summary>
public enum Better
{
    /// <summary>Higher is better: its bound is a <c>min</c>.</summary>
    Higher,

    /// <summary>Lower is better: its bound is a <c>max</c>.</summary>
    Lower,

    /// <summary>Either side may be bounded.</summary>
    Either,
}

/// <summary>What values a metric takes.</summary>
public enum ValueRange
{
    /// <summary>0…1; percentages are welcome.</summary>
    Share,

    /// <summary>0, 1, 2 …</summary>
    Count,

    /// <summary>0 and above.</summary>
    NonNegative,

    /// <summary>A time span, in days.</summary>
    Days,
}

/// <summary>What the policy, the rules and the reports need to know of a metric.</summary>
/// <param name="Name">As the policy spells it.</param>
/// <param name="Family">Where it belongs.</param>
/// <param name="Better">Which way it gets worse.</param>
/// <param name="Range">What values it takes.</param>
/// <param name="Counted">A fact, judged exactly at any size; otherwise an estimate, judged from <c>min-records</c> up.</param>
/// <param name="Factor">Whether <c>K x anchor</c> makes sense: false where the anchor's own value may be zero or signed.</param>
/// <param name="Summary">One line for a person.</param>
public sealed record MetricInfo(
    string Name, MetricFamily Family, Better Better, ValueRange Range, bool Counted, bool Factor, string Summary)
{
    /// <summary>Whether a language model is asked for it: only where the policy names one, with absolute bounds alone.</summary>
    public bool Judged { get; init; }

    /// <summary>Whether it is computed on embeddings, which need a model.</summary>
    public bool Embedded { get; init; }

    /// <summary>Whether it can be taken of several datasets together: of their sums, or as the worst of them.</summary>
    public bool Spans { get; init; }

    /// <summary>No value lies below it. Default: 0.</summary>
    public double Lowest { get; init; }

    /// <summary>No value lies above it.</summary>
    public double Highest => Range is ValueRange.Share ? 1 : double.MaxValue;
}
