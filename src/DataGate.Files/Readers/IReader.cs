using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Files.Readers;

/// <summary>Reads the records of one file format. Holds no state: any number of threads may use one instance.</summary>
public interface IReader
{
    /// <summary>The policy's word for the format, as in <c>format: jsonl</c>.</summary>
    string Format { get; }

    /// <summary>Extensions with their dot, in lower case. Each is also read with that of a packing behind it, such as <c>.gz</c>.</summary>
    ImmutableArray<string> Extensions { get; }

    /// <summary>Whether a file may be cut at any byte and its chunks read apart, each owning the lines that start in it.</summary>
    bool Splits { get; }

    /// <summary>Whether a file's records stand in lines. Default: true; else they are told by their number in the file.</summary>
    bool HasLines(InputFile file) => true;

    /// <summary>
    /// Reads one chunk into the sink. What is wrong with the data or the file becomes a <see cref="ReadingProblem"/>;
    /// exceptions are the sink's own, or a cancellation.
    /// </summary>
    /// <returns>The number of lines that start in the chunk, for <see cref="LineIndex"/>.</returns>
    long Read(ChunkReading reading, IRecordSink sink);
}
