using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Files.Readers.Shapes;

/// <summary>
/// Records of a known shape, from which fields are made that they don't have themselves: <c>prompt</c>, <c>response</c>, <c>system</c> and <c>text</c>, which is all of it.
/// Files are JSON Lines or JSON, or Parquet where they are called so. A format like this is named, never guessed: the same records may be meant field by field.
/// </summary>
/// <param name="format">The policy's word.</param>
/// <param name="newShape">Makes what reads one file's records.</param>
public abstract class ShapedReader(string format, Func<RecordShape> newShape) : IReader
{
    private static readonly JsonArrayReader s_json = new();
    private static readonly ParquetReader s_parquet = new();

    public string Format => format;

    public ImmutableArray<string> Extensions => [];

    public bool Splits => false;

    public bool HasLines(InputFile file) => Under(file).HasLines(file);

    public long Read(ChunkReading reading, IRecordSink sink) => Under(reading.File).Read(reading, new ShapedSink(newShape(), sink));

    private static IReader Under(InputFile file) => s_parquet.Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) ? s_parquet : s_json;
}

/// <summary>Conversations: <c>messages</c> of <c>role</c> and <c>content</c>, <c>conversations</c> of <c>from</c> and <c>value</c>, or <c>prompt</c> and <c>completion</c>.</summary>
public sealed class ChatReader() : ShapedReader("chat", static () => new ChatShape());

/// <summary>Instructions: <c>instruction</c>, perhaps <c>input</c>, and <c>output</c>.</summary>
public sealed class AlpacaReader() : ShapedReader("alpaca", static () => new AlpacaShape());
