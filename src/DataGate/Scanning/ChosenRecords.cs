using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Hands a scan only the records that stand at some places. What is wrong with others is not told again, but for files that can't be read.</summary>
public sealed class ChosenRecords(DatasetScan scan, IReadOnlySet<Place> places) : IRecordSink
{
    private readonly List<ReadingProblem> _unreadable = [];

    public DatasetScan Scan => scan;

    public ImmutableArray<FieldPath> Fields => scan.Fields;

    public void Add(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (places.Contains(record.Place)) scan.Add(record);
    }

    /// <summary>Files that could not be read, or not to their end, or are others by now.</summary>
    public IReadOnlyCollection<ReadingProblem> Unreadable => _unreadable;

    public void Report(in ReadingProblem problem)
    {
        if (problem.Kind == ReadingProblemKind.Unreadable) _unreadable.Add(problem);
    }
}
