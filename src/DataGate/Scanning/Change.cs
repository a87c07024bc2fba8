using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>What a change did to a dataset's records: a multiset difference by text and origin, so that moved records are no change.</summary>
/// <param name="Since">What it is counted from, as a person would name it.</param>
/// <param name="Added">The records that are there more often than before; its places are those of the dataset's scan.</param>
/// <param name="Removed">The records that were there more often.</param>
/// <param name="IsAdded">Whether the record at a place of the dataset's scan is one of those added.</param>
public sealed record Change(string Since, DatasetScan Added, DatasetScan Removed, Func<Place, bool> IsAdded)
{
    /// <summary>Records that were there and of which fields that the policy names said something else. Default: none.</summary>
    public AlteredRecords Altered { get; init; } = AlteredRecords.None;
}

/// <summary>Records with the text and the origin that they had, and other values of fields that the policy names.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">Where the first <see cref="MaxNamed"/> stand, in order.</param>
public sealed record AlteredRecords(long Count, ImmutableArray<Place> First)
{
    /// <summary>Places that are named.</summary>
    public const int MaxNamed = 5;

    /// <summary>There are none.</summary>
    public static AlteredRecords None { get; } = new(0, []);
}
