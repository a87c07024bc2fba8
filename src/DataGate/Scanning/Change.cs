using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>What a change did to a dataset's records: a multiset difference by text and origin, so that moved records are no change.</summary>
/// <param name="Since">What it is counted from, as a person would name it.</param>
/// <param name="Added">The records that are there more often than before; its places are those of the dataset's scan.</param>
/// <param name="Removed">The records that were there more often.</param>
/// <param name="IsAdded">Whether the record at a place of the dataset's scan is one of those added.</param>
public sealed record Change(string Since, DatasetScan Added, DatasetScan Removed, Func<Place, bool> IsAdded);
