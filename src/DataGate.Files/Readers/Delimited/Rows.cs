using System.Globalization;
using System.Text.Unicode;
using CsvHelper;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Delimited;

/// <summary>The rows of one delimited file: the first names the columns, each other is a record.</summary>
internal sealed class Rows(ChunkReading reading, IRecordSink sink)
{
    private readonly Record _record = new(sink.Fields.Length);
    private int _width;
    private byte[] _repaired = [];

    /// <summary>Reports a record that the parser skips.</summary>
    public void Malformed(CsvMalformedRecord found) => Report(found.Reason == CsvMalformedReason.UnterminatedQuote ? ReadingProblemKind.Truncated : ReadingProblemKind.Malformed, found.LineNumber, found.Reason switch
    {
        CsvMalformedReason.StrayQuote => "a quote stands within a field that doesn't start with one",
        CsvMalformedReason.TextAfterClosingQuote => "text stands behind the quote that closes a field",
        CsvMalformedReason.UnterminatedQuote => "a quote that opens a field of this record is closed nowhere, and all behind it is lost",
        CsvMalformedReason.FieldCountMismatch => string.Create(CultureInfo.InvariantCulture, $"it has another number of fields than the header, which has {_width}"),
        _ => found.Reason.ToString(),
    });

    /// <returns>The lines of the file that were looked at.</returns>
    public long ReadAll(CsvReader csv, char own)
    {
        long line = 0;
        try
        {
            csv.ReadHeader();
            _width = csv.Headers.Count;
            if (csv.Separator != own)
                Report(ReadingProblemKind.Dialect, 1, $"its fields are parted by {Details.Byte((byte)csv.Separator)}, not by {Details.Byte((byte)own)}: read so, by its first lines");
            var columns = Columns(csv.Headers);
            while (csv.Read())
            {
                reading.Cancellation.ThrowIfCancellationRequested();
                line = csv.LineNumber;
                Read(csv, columns);
            }
        }
        catch (CsvFormatException e)
        {
            Report(ReadingProblemKind.Unreadable, Math.Max(e.LineNumber, line + 1), string.Create(
                CultureInfo.InvariantCulture, $"a record is longer than {reading.Limits.RecordLength} bytes (is a quote left open?); nothing from here on was read"));
        }
        return line;
    }

    /// <summary>For each field that is asked for its column; −1: there is none.</summary>
    private int[] Columns(IReadOnlyList<string> headers)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headers.Count; i++)
        {
            if (names.TryAdd(headers[i], i)) continue;
            Report(ReadingProblemKind.DuplicateKey, 1, $"the column '{Details.Clip(headers[i], 120)}' stands twice; the last one counts");
            names[headers[i]] = i;
        }
        return [.. sink.Fields.Select(field => field.Segments is [var name] && names.TryGetValue(name, out var column) ? column : -1)];
    }

    private void Read(CsvReader csv, int[] columns)
    {
        var isValid = Utf8.IsValid(csv.Current.RawRecord);
        if (!isValid)
        {
            var raw = csv.Current.RawRecord;
            Report(ReadingProblemKind.InvalidUtf8, csv.LineNumber, $"the byte {Details.Byte(raw[InvalidUtf8.Find(raw, out _)])} is not UTF-8; it is read as U+FFFD");
        }
        _record.Clear();
        for (var field = 0; field < columns.Length; field++)
        {
            if (columns[field] < 0) continue;
            var value = csv.GetSpan(columns[field]);
            if (!isValid)
            {
                var length = InvalidUtf8.Replace(value, ref _repaired);
                value = _repaired.AsSpan(0, length);
            }
            _record.Set(field, ValueKind.Text, value);
        }
        _record.Place = new Spot(csv.LineNumber - 1, 1).In(reading.Chunk);
        sink.Add(_record);
    }

    /// <param name="kind">What is wrong.</param>
    /// <param name="line">From 1.</param>
    /// <param name="detail">For a person.</param>
    private void Report(ReadingProblemKind kind, long line, string detail) =>
        sink.Report(new ReadingProblem(kind, new Spot(line - 1, 1).In(reading.Chunk), Details.Clip(detail)));
}
