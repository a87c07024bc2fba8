using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Readers;

/// <summary>Stands in for the reader of a file that none takes, so that such a file is never passed over in silence.</summary>
internal sealed class UnknownFormat : IReader
{
    public static UnknownFormat Instance { get; } = new();

    public string Format => "unknown";

    public ImmutableArray<string> Extensions => [];

    public bool Splits => false;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        var known = string.Join(", ", ReaderCatalog.All.SelectMany(r => r.Extensions));
        var detail = string.Equals(reading.File.Format, InputFile.AutoFormat, StringComparison.Ordinal)
            ? $"no reader takes files named '*{reading.File.Extension}': known are {known}, each also with {PackingCatalog.Extensions}, or name the dataset's format"
            : $"no reader is called '{reading.File.Format}'";
        sink.Report(new ReadingProblem(ReadingProblemKind.Unreadable, Place.OfFile(reading.Chunk.Index), Details.Clip(detail)));
        return 0;
    }
}
