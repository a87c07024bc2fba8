using System.Globalization;
using System.Text;
using System.Text.Unicode;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Json;

/// <summary>Parses records, hands them to the sink, and reports what is wrong with them at its place.</summary>
internal sealed class RecordFeed
{
    private readonly ChunkReading _reading;
    private readonly IRecordSink _sink;
    private readonly Record _record;
    private readonly RecordParser _parser;
    private byte[] _repaired = [];

    public RecordFeed(ChunkReading reading, IRecordSink sink)
    {
        (_reading, _sink) = (reading, sink);
        End = reading.File.IsPacked ? long.MaxValue : reading.Chunk.End;
        _record = new Record(sink.Fields.Length);
        _parser = new RecordParser(FieldNode.Root(sink.Fields), _record, reading.Limits.Depth);
    }

    /// <summary>The longest record that is read.</summary>
    public int Limit => _reading.Limits.RecordLength;

    /// <summary>Where the content that is this chunk's ends.</summary>
    public long End { get; }

    /// <summary>Whether the file starts with what is read.</summary>
    public bool IsFirst => _reading.Chunk.Start == 0;

    /// <summary>Bytes of the object last parsed.</summary>
    public int Consumed => _parser.Consumed;

    public ParseOutcome Parse(ReadOnlySpan<byte> json) => _parser.Parse(json);

    /// <summary>Hands over the record last parsed.</summary>
    /// <param name="json">Exactly its bytes.</param>
    /// <param name="start">Where they start.</param>
    public void Deliver(ReadOnlySpan<byte> json, Spot start)
    {
        _reading.Cancellation.ThrowIfCancellationRequested();
        var (duplicateAt, duplicate) = (_parser.DuplicateAt, _parser.Duplicate);
        if (!Utf8.IsValid(json))
        {
            ReportInvalid(json, InvalidUtf8.Find(json, out _), start);
            // What is not UTF-8 stands within strings, or the object would be malformed: it parses as before.
            var repaired = InvalidUtf8.Replace(json, ref _repaired);
            _parser.Parse(_repaired.AsSpan(0, repaired));
            if (duplicateAt < 0 && _parser.DuplicateAt >= 0) (duplicateAt, duplicate) = (0, _parser.Duplicate);
        }
        else if (_parser.HalfAt >= 0)
        {
            var escape = Encoding.ASCII.GetString(json.Slice(_parser.HalfAt, 6));
            Report(ReadingProblemKind.InvalidUtf8, start.Advance(json[.._parser.HalfAt]), $"{escape} is half of a surrogate pair; it is read as U+FFFD");
        }
        if (duplicateAt >= 0)
        {
            var key = Details.Clip(Encoding.UTF8.GetString(duplicate.AsSpan(0, Math.Min(duplicate.Length, Details.Limit))), 120);
            Report(ReadingProblemKind.DuplicateKey, start.Advance(json[..duplicateAt]), $"the key '{key}' stands twice in one object; the last one counts");
        }
        _record.Place = start.In(_reading.Chunk);
        _sink.Add(_record);
    }

    /// <summary>Reports why the object last parsed is malformed.</summary>
    public void ReportMalformed(Spot start)
    {
        var fault = _parser.Fault!;
        var line = fault.LineNumber ?? 0;
        var at = fault.BytePositionInLine ?? 0;
        var spot = line == 0 ? start with { Column = start.Column + at } : new Spot(start.Line + line, at + 1);
        var text = fault.Message;
        var end = text.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (end > 0) text = text[..end];
        Report(ReadingProblemKind.Malformed, spot, string.Create(CultureInfo.InvariantCulture, $"{Details.Clip(text, 150)} At byte {spot.Column} of its line."));
    }

    public void ReportTooDeep(ReadOnlySpan<byte> json, Spot start) =>
        Report(ReadingProblemKind.TooDeep, start.Advance(json[..Consumed]),
            string.Create(CultureInfo.InvariantCulture, $"nests deeper than {_reading.Limits.Depth}; the record is skipped"));

    public void ReportTooLong(Spot start) =>
        Report(ReadingProblemKind.LineTooLong, start,
            string.Create(CultureInfo.InvariantCulture, $"longer than {Limit} bytes; the record is skipped"));

    public void ReportInvalid(ReadOnlySpan<byte> json, int at, Spot start) =>
        Report(ReadingProblemKind.InvalidUtf8, start.Advance(json[..at]), $"the byte {Details.Byte(json[at])} is not UTF-8; it is read as U+FFFD");

    public void Report(ReadingProblemKind kind, Spot spot, string detail)
    {
        _reading.Cancellation.ThrowIfCancellationRequested();
        _sink.Report(new ReadingProblem(kind, spot.In(_reading.Chunk), Details.Clip(detail)));
    }
}
