using System.Collections.Immutable;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>What was measured of one dataset, whether or not it was judged.</summary>
public sealed record MeasuredDataset
{
    public required string Name { get; init; }

    /// <summary>The policy that judges it; null: nothing is judged.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The seed of its estimates; null: that of the report.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Whether it is of several datasets together.</summary>
    public bool IsUnion { get; init; }

    /// <summary>The datasets that a union takes together.</summary>
    public ImmutableArray<MemberSize> Members { get; init; } = [];

    /// <summary>Who answers for the numbers; null: nobody named.</summary>
    public string? Owner { get; init; }

    /// <summary>Files read.</summary>
    public required int Files { get; init; }

    public required long Documents { get; init; }

    public required long Tokens { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Records of the reference; null: there is none.</summary>
    public long? ReferenceDocuments { get; init; }

    /// <summary>What the change did that was judged; null: none was.</summary>
    public ChangeSize? Change { get; init; }

    /// <summary>The first is <c>all</c>.</summary>
    public required ImmutableArray<MeasuredSlice> Slices { get; init; }

    /// <summary>The measured part of a verdict.</summary>
    public static MeasuredDataset Of(DatasetVerdict dataset) => new()
    {
        Name = dataset.Name,
        PolicyFile = dataset.PolicyFile,
        Seed = dataset.Seed,
        IsUnion = dataset.IsUnion,
        Members = dataset.Members,
        Owner = dataset.Owner,
        Files = dataset.Files,
        Documents = dataset.Documents,
        Tokens = dataset.Tokens,
        Bytes = dataset.Bytes,
        ReferenceDocuments = dataset.ReferenceDocuments,
        Change = dataset.Change,
        Slices = dataset.Slices,
    };
}
