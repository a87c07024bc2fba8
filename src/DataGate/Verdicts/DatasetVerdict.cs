using System.Collections.Immutable;
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
public sealed record ChangeSize(string Since, long Added, long Removed);

/// <summary>What a check says of one dataset.</summary>
public sealed record DatasetVerdict
{
    public required string Name { get; init; }

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
}
