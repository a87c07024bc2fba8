using DataGate.Documents;

namespace DataGate.Policies;

/// <summary>The part of a policy that a budget stands in.</summary>
public enum Section
{
    Diversity,
    Divergence,
    Synthetic,
    Tails,
    Labels,
    Taxonomy,
    Leakage,
}

/// <summary>One line of the policy that can fail a build: a metric, where it is measured, and its bounds.</summary>
public sealed record Budget
{
    public required Section Section { get; init; }

    /// <summary>A name of the metric catalog (<c>distinct-2</c>), or <c>count</c> / <c>share</c> in a tail bucket.</summary>
    public required string Metric { get; init; }

    /// <summary>The tail bucket it stands in, or null.</summary>
    public string? Bucket { get; init; }

    /// <summary>The split that leakage is looked for of; null: leakage is of the reference, or the budget of something else.</summary>
    public string? Against { get; init; }

    /// <summary>Whether leakage is of what was there before a change, into what it adds. Default: false.</summary>
    public bool OfBase { get; init; }

    public Bound? Min { get; init; }

    public Bound? Max { get; init; }

    /// <summary>A softer second bound, on the side of the only one of <see cref="Min"/> and <see cref="Max"/> given.</summary>
    public Bound? Warn { get; init; }

    /// <summary>What a violation is worth. Default: error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>What it is worth when the budget can't be judged. Default: error.</summary>
    public Severity NotJudged { get; init; } = Severity.Error;

    /// <summary>Fewer records than this and an estimate isn't judged; counted metrics always are. Default: 100.</summary>
    public int MinRecords { get; init; } = 100;

    /// <summary>Who answers for the number; null: nobody named.</summary>
    public string? Owner { get; init; }

    /// <summary>The slice named by <c>on</c>; null: the whole dataset, and the implied slices.</summary>
    public SliceName? On { get; init; }

    /// <summary>The field of <c>by</c>: the budget holds for each of its values with enough records, and for smaller ones together.</summary>
    public FieldPath? By { get; init; }

    /// <summary>What a ratio counts. Default: records.</summary>
    public Unit Of { get; init; } = Unit.Records;

    /// <summary>Whether near repeats leak as well as equal texts. Default: equal texts alone.</summary>
    public bool Near { get; init; }

    /// <summary>From which Jaccard similarity on near-duplicates takes records for twins; above 0, at most 1. Default: 0.8.</summary>
    public double Jaccard { get; init; } = 0.8;

    /// <summary>The order q of the Vendi score: 1, 2 or infinity. Default: 1.</summary>
    public double Order { get; init; } = 1;

    /// <summary>From which cosine of their embeddings on semantic-duplicates takes records for twins; above 0, at most 1. Default: 0.9.</summary>
    public double Similarity { get; init; } = 0.9;

    /// <summary>How the number is compared with the committed baseline; null: it is not.</summary>
    public HistoryPolicy? History { get; init; }

    /// <summary>Whether it is for a reference, against newer records. Default: for data.</summary>
    public bool OfAnchor { get; init; }

    /// <summary>The budget's own key in the policy.</summary>
    public required PolicyPlace Place { get; init; }

    /// <summary>Of the metric alone: equal budgets have the same, and a dataset's are few.</summary>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Metric);
}
