using System.Text.Unicode;
using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Lines;

/// <summary>Hands over pieces of plain text as records with one field, <c>text</c>.</summary>
internal sealed class PlainRecords(ChunkReading reading, IRecordSink sink)
{
    /// <summary>What a policy calls the text.</summary>
    public const string Field = "text";

    private readonly Record _record = new(sink.Fields.Length);
    private readonly bool[] _isText = [.. sink.Fields.Select(field => field.Segments is [Field])];
    private byte[] _repaired = [];

    public int Limit => reading.Limits.RecordLength;

    /// <summary>Where the content that is this chunk's ends.</summary>
    public long End { get; } = reading.File.IsPacked ? long.MaxValue : reading.Chunk.End;

    public void Add(ReadOnlySpan<byte> text, Spot start)
    {
        reading.Cancellation.ThrowIfCancellationRequested();
        if (!Utf8.IsValid(text))
        {
            var at = InvalidUtf8.Find(text, out _);
            Report(ReadingProblemKind.InvalidUtf8, start.Advance(text[..at]), $"the byte {Details.Byte(text[at])} is not UTF-8; it is read as U+FFFD");
            var length = InvalidUtf8.Replace(text, ref _repaired);
            text = _repaired.AsSpan(0, length);
        }
        _record.Clear();
        for (var field = 0; field < _isText.Length; field++)
            if (_isText[field]) _record.Set(field, ValueKind.Text, text);
        _record.Place = start.In(reading.Chunk);
        sink.Add(_record);
    }

    public void ReportTooLong(Spot start) =>
        Report(ReadingProblemKind.LineTooLong, start, string.Create(CultureInfo.InvariantCulture, $"longer than {Limit} bytes; the record is skipped"));

    public void Report(ReadingProblemKind kind, Spot spot, string detail) => sink.Report(new ReadingProblem(kind, spot.In(reading.Chunk), Details.Clip(detail)));
}
