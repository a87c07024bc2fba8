using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Rules;

/// <summary>What a finding says of the check.</summary>
public enum FindingKind
{
    /// <summary>A budget is broken, or data is unfit as the policy sees it.</summary>
    Violation,

    /// <summary>Something couldn't be judged.</summary>
    NotJudged,

    /// <summary>Worth knowing; never fails a check.</summary>
    Remark,
}

/// <summary>One thing to tell the person who runs the check: a value, rendered at the edge. Texts may hold data and are not escaped.</summary>
public sealed record Finding
{
    public required string Code { get; init; }

    public required FindingKind Kind { get; init; }

    /// <summary>Never <see cref="Severity.Off"/>.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One sentence or two: what was measured, what is allowed, what to do.</summary>
    public required string Message { get; init; }

    /// <summary>The first row of the strongest evidence; null where no row is to blame.</summary>
    public Location? Data { get; init; }

    /// <summary>The line of the policy that decided.</summary>
    public PolicyPlace? Policy { get; init; }

    public string? Dataset { get; init; }

    /// <summary>The slice or scope: <c>all</c>, <c>synthetic</c>, <c>tails/NAME</c>, <c>FIELD=VALUE</c>.</summary>
    public string? Slice { get; init; }

    public string? Metric { get; init; }

    public double? Observed { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>The bound as the policy spells it.</summary>
    public string? Bound { get; init; }

    /// <summary>Records it was measured on.</summary>
    public long? Records { get; init; }

    public string? Owner { get; init; }

    /// <summary>The exemption by which it doesn't fail; null: none does.</summary>
    public Exemption? Exemption { get; init; }

    /// <summary>What tells findings of no metric apart from run to run, where their message says more than that; null: the message.</summary>
    public string? Fault { get; init; }

    public ImmutableArray<EvidenceRows> Evidence { get; init; } = [];

    /// <summary>The same for the same finding of another run, also when rows have moved: 32 hexadecimal digits.</summary>
    public string Fingerprint => Fingerprints.Of(this);
}

/// <summary>Records that made a value what it is, where a person can open them.</summary>
/// <param name="What">What they have in common.</param>
/// <param name="Excerpt">Data text, at most 200 characters; null: none.</param>
/// <param name="Records">How many there are in all.</param>
/// <param name="Rows">The first few.</param>
public sealed record EvidenceRows(string What, string? Excerpt, long Records, ImmutableArray<Location> Rows)
{
    /// <summary>Whether the rows are whole files rather than records. Default: false.</summary>
    public bool AreFiles { get; init; }

    /// <summary>How many there are, for a person.</summary>
    public string Amount => !AreFiles ? Figures.Records(Records) : Records == 1 ? "1 file" : $"{Figures.Of(Records)} files";
}
