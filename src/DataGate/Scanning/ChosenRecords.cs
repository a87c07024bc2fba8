using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Hands a scan only the records that stand at some places. What is wrong with others is not told again.</summary>
public sealed class ChosenRecords(DatasetScan scan, IReadOnlySet<Place> places) : IRecordSink
{
    public DatasetScan Scan => scan;

    public ImmutableArray<FieldPath> Fields => scan.Fields;

    public void Add(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (places.Contains(record.Place)) scan.Add(record);
    }

    public void Report(in ReadingProblem problem)
    {
    }
}
