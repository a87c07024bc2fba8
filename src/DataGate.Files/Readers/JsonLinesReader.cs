using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Json;

namespace DataGate.Files.Readers;

/// <summary>
/// JSON Lines: one object a line, in UTF-8. Blank lines are skipped. A line that is no object is reported and
/// the next one is read.
/// </summary>
public sealed class JsonLinesReader : IReader
{
    public string Format => "jsonl";

    public ImmutableArray<string> Extensions => [".jsonl", ".ndjson"];

    public bool Splits => true;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        using var window = TextFile.Open(reading, sink);
        return window is null ? 0 : LineRecords.Read(window, new RecordFeed(reading, sink), Spot.Start);
    }
}
