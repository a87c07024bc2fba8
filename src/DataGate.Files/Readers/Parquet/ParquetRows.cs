using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Json;

namespace DataGate.Files.Readers.Parquet;

/// <summary>
/// Makes records of rows: of the columns that are asked for, and of no others. Texts, numbers and truth values are taken as they come; lists, structures and maps as the JSON that they would
/// be, and the fields within them are found as in a JSON record.
/// </summary>
internal sealed class ParquetRows
{
    private readonly ChunkReading _reading;
    private readonly IRecordSink _sink;
    private readonly ImmutableArray<Wanted> _wanted;
    private readonly Record _record;
    private readonly int[] _nested;
    private readonly Record _found;
    private readonly RecordParser _parser;
    private readonly ArrayBufferWriter<byte> _json = new();
    private byte[] _repaired = [];

    public ParquetRows(ChunkReading reading, IRecordSink sink, ImmutableArray<ParquetColumn> columns)
    {
        (_reading, _sink) = (reading, sink);
        _wanted = [.. columns.Select((column, _) => new Wanted(column, Fields(column))).Where(wanted => wanted.Fields.Length > 0)];
        _record = new Record(sink.Fields.Length);
        _nested = [.. _wanted.Where(wanted => wanted.Column.Form == ColumnForm.Json).SelectMany(wanted => wanted.Fields).Order()];
        _found = new Record(_nested.Length);
        _parser = new RecordParser(FieldNode.Root([.. _nested.Select(field => sink.Fields[field])]), _found, reading.Limits.Depth);
    }

    /// <summary>What to ask DuckDB for.</summary>
    public IReadOnlyCollection<string> Expressions => [.. _wanted.Select(wanted => wanted.Column.Expression)];

    /// <summary>Rows handed over or reported.</summary>
    public long Count { get; private set; }

    /// <summary>Takes the rows of a chunk.</summary>
    public void Add(IParquetRows chunk)
    {
        for (var row = 0; row < chunk.Count; row++, Count++)
        {
            _reading.Cancellation.ThrowIfCancellationRequested();
            _record.Clear();
            _record.Place = At(Count);
            if (chunk.IsTooLong(row))
                Report(ReadingProblemKind.LineTooLong, string.Create(CultureInfo.InvariantCulture, $"longer than {_reading.Limits.RecordLength} bytes; the record is skipped"));
            else if (Read(chunk, row)) _sink.Add(_record);
        }
    }

    /// <summary>Reports what is wrong with the row that comes next.</summary>
    public void Report(ReadingProblemKind kind, string detail) => _sink.Report(new ReadingProblem(kind, At(Count), Details.Clip(detail)));

    /// <summary>Of one type the fields of the policy that it holds.</summary>
    private ImmutableArray<int> Fields(ParquetColumn column) =>
        [.. Enumerable.Range(0, _sink.Fields.Length).Where(field => _sink.Fields[field].Segments is var path && path[0] == column.Name && (path.Length == 1 || column.Form == ColumnForm.Json))];

    private Place At(long row) => new Spot(row, 1).In(_reading.Chunk);

    private bool Read(IParquetRows rows, int row)
    {
        _json.ResetWrittenCount();
        for (var i = 0; i < _wanted.Length; i++)
        {
            var (column, fields) = _wanted[i];
            if (column.Form == ColumnForm.Json)
            {
                _json.Write(_json.WrittenCount == 0 ? "{"u8 : ","u8);
                _json.Write(_wanted[i].Key);
                _json.Write(rows.IsNull(i, row) ? "null"u8 : rows.Bytes(i, row));
            }
            else if (rows.IsNull(i, row))
            {
                foreach (var field in fields) _record.Set(field, ValueKind.Null, "null"u8);
            }
            else
            {
                Take(column, fields, rows.Bytes(i, row));
            }
        }
        if (_json.WrittenCount == 0) return true;
        _json.Write("}"u8);
        return ReadNested(_json.WrittenSpan);
    }

    private void Take(ParquetColumn column, ImmutableArray<int> fields, ReadOnlySpan<byte> value)
    {
        var kind = column.Form == ColumnForm.Literal ? ParquetColumn.KindOf(value) : ValueKind.Text;
        if (!Utf8.IsValid(value))
        {
            var at = InvalidUtf8.Find(value, out _);
            Report(ReadingProblemKind.InvalidUtf8, $"in the column '{Details.Clip(column.Name, 60)}' the byte {Details.Byte(value[at])} is not UTF-8; it is read as U+FFFD");
            var length = InvalidUtf8.Replace(value, ref _repaired);
            value = _repaired.AsSpan(0, length);
        }
        foreach (var field in fields) _record.Set(field, kind, value);
    }

    private bool ReadNested(ReadOnlySpan<byte> json)
    {
        switch (_parser.Parse(json))
        {
            case ParseOutcome.Complete:
                break;
            case ParseOutcome.TooDeep:
                Report(ReadingProblemKind.TooDeep, string.Create(CultureInfo.InvariantCulture, $"nests deeper than {_reading.Limits.Depth}; the record is skipped"));
                return false;
            default:
                // Not a number and the infinities are none in JSON.
                Report(ReadingProblemKind.Malformed, "a list, structure or map of it has a value that JSON can't have");
                return false;
        }
        if (_parser.DuplicateAt >= 0)
            Report(ReadingProblemKind.DuplicateKey, $"the key '{Details.Clip(System.Text.Encoding.UTF8.GetString(_parser.Duplicate), 120)}' stands twice in one map; the last one counts");
        for (var i = 0; i < _nested.Length; i++)
            if (_found.Kind(i) != ValueKind.Missing) _record.Set(_nested[i], _found.Kind(i), _found.Utf8(i));
        return true;
    }

    /// <summary>A column that is read.</summary>
    /// <param name="Column">It.</param>
    /// <param name="Fields">Indexes of the fields that are asked for and lie in it.</param>
    private sealed record Wanted(ParquetColumn Column, ImmutableArray<int> Fields)
    {
        /// <summary>Its name, as a key of JSON.</summary>
        public byte[] Key { get; } = [.. JsonSerializer.SerializeToUtf8Bytes(Column.Name, PlainJson.Default.String), (byte)':'];
    }
}
