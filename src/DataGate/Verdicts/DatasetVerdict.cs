using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>What was measured on one slice or scope.</summary>
/// <param name="Name"><c>all</c>, <c>human</c>, <c>synthetic</c>, <c>tails/NAME</c>, <c>labels/NAME</c> or <c>FIELD=VALUE</c>.</param>
/// <param name="Documents">Its records.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Measurements">By metric, in the catalog's order.</param>
public sealed record MeasuredSlice(
    string Name, long Documents, long Tokens, ImmutableArray<(MetricInfo Metric, Measurement Measurement)> Measurements);

/// <summary>How much a change did.</summary>
/// <param name="Since">What it is counted from, as a person would name it.</param>
/// <param name="Added">Records that are there more often than before.</param>
/// <param name="Removed">Records that were there more often.</param>
/// <param name="Altered">Records that were there, with other values of fields that the policy names.</param>
public sealed record ChangeSize(string Since, long Added, long Removed, long Altered);

/// <summary>How much of a union is one member's.</summary>
/// <param name="Name">The dataset.</param>
/// <param name="Documents">Its records.</param>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Bytes">UTF-8 bytes of their texts.</param>
/// <param name="Synthetic">The synthetic part of it; null: the dataset doesn't say what is synthetic.</param>
public sealed record MemberSize(string Name, long Documents, long Tokens, long Bytes, MemberSize? Synthetic);

/// <summary>What a check says of one dataset, or of several together.</summary>
public sealed record DatasetVerdict
{
    public required string Name { get; init; }

    /// <summary>The policy that judges it, as the person who runs the check would name it; null: nothing is judged.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The policy's seed; null: not told.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether it is of several datasets together.</summary>
    public bool IsUnion { get; init; }

    /// <summary>The datasets that a union takes together, in the policy's order, without those that the check left out.</summary>
    public ImmutableArray<MemberSize> Members { get; init; } = [];

    public required string? Owner { get; init; }

    /// <summary>Files read.</summary>
    public required int Files { get; init; }

    public required long Documents { get; init; }

    public required long Tokens { get; init; }

    public required long Bytes { get; init; }

    /// <summary>What the change did that was judged; null: none was.</summary>
    public ChangeSize? Change { get; init; }

    /// <summary>Records of the reference; null: there is none.</summary>
    public required long? ReferenceDocuments { get; init; }

    /// <summary>The first is <c>all</c>.</summary>
    public required ImmutableArray<MeasuredSlice> Slices { get; init; }

    /// <summary>Every budget on every slice that it was judged on, in the policy's order.</summary>
    public required ImmutableArray<Ruling> Rulings { get; init; }

    /// <summary>In order: by code, slice, location.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>What the set looks like, for reports that draw it; null where none asked.</summary>
    public DatasetProfile? Profile { get; init; }

    /// <summary>
    /// The same among those of other policies: under a name that tells it from theirs, and without what its measurements could still explain, which
    /// everything that was read hangs on.
    /// </summary>
    /// <param name="name">Its name there.</param>
    public DatasetVerdict Among(string name)
    {
        // What a ruling found is one of the dataset's findings, and stays the same one.
        var named = Findings.Concat(Rulings.SelectMany(ruling => ruling.Findings)).Distinct<Finding>(ReferenceEqualityComparer.Instance)
            .ToDictionary<Finding, Finding, Finding>(finding => finding, finding => finding.Dataset is null ? finding : finding with { Dataset = name }, ReferenceEqualityComparer.Instance);
        return this with
        {
            Name = name,
            Slices = [.. Slices.Select(slice => slice with { Measurements = [.. slice.Measurements.Select(measured => (measured.Metric, Told(measured.Measurement)))] })],
            Rulings = [.. Rulings.Select(ruling => ruling with { Judgement = Told(ruling.Judgement, name), Findings = [.. ruling.Findings.Select(finding => named[finding])] })],
            Findings = [.. Findings.Select(finding => named[finding])],
        };
    }

    private static Judgement Told(Judgement judgement, string name) => judgement with
    {
        Dataset = name,
        Measurement = Told(judgement.Measurement),
        Anchor = judgement.Anchor is { } anchor ? Told(anchor) : null,
        Locate = Nowhere,
        LocateReference = Nowhere,
        IsAdded = _ => false,
    };

    private static Measurement Told(Measurement measurement) => measurement is Measured measured ? measured with { Explain = null } : measurement;

    private static Location Nowhere(Place place) => throw new InvalidOperationException("all rows are located before verdicts come together");
}
