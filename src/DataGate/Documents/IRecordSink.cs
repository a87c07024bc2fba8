using System.Collections.Immutable;

namespace DataGate.Documents;

/// <summary>Takes what a reader finds, in any order of chunks. One sink is used by one thread at a time.</summary>
public interface IRecordSink
{
    /// <summary>The fields to read of each record; <see cref="Record"/> holds their values by index.</summary>
    ImmutableArray<FieldPath> Fields { get; }

    void Add(Record record);

    void Report(in ReadingProblem problem);

    /// <summary>All of a chunk was handed over: what was added and reported since the last one.</summary>
    void End(int chunk)
    {
    }
}
