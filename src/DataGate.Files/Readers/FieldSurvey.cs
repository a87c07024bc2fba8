using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Delimited;
using DataGate.Files.Readers.Json;
using DataGate.Files.Readers.Lines;
using DataGate.Files.Readers.Parquet;

namespace DataGate.Files.Readers;

/// <summary>A top-level field of the first records.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Texts">Records in which it is a string.</param>
/// <param name="Scalars">Records in which it is a string, a number or a truth value.</param>
/// <param name="Prose">Records in which it is a string with a space or with characters beyond ASCII: more than an identifier.</param>
/// <param name="Bytes">Of its strings together, as JSON spells them.</param>
public sealed record SurveyedField(string Name, int Texts, int Scalars, int Prose, long Bytes);

/// <summary>Looks at the first records of files to see what fields they have. What can't be read is passed over: the scan reports it.</summary>
public static class FieldSurvey
{
    private const int MaxRecords = 200, MaxFiles = 20, MaxBytes = 1 << 20, MaxFields = 500;

    /// <returns>How many records were looked at, and their fields by name.</returns>
    public static (int Records, ImmutableArray<SurveyedField> Fields) Of(IEnumerable<InputFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var fields = new SortedDictionary<string, SurveyedField>(StringComparer.Ordinal);
        var records = 0;
        foreach (var file in files.Take(MaxFiles))
        {
            foreach (var record in Records(file).Take(MaxRecords - records))
            {
                using (record) Add(record.RootElement, fields);
                records++;
            }
            if (records == MaxRecords) break;
        }
        return (records, [.. fields.Values]);
    }

    private static void Add(JsonElement record, SortedDictionary<string, SurveyedField> fields)
    {
        foreach (var property in record.EnumerateObject())
        {
            if (Name(property) is not { } name || (fields.Count >= MaxFields && !fields.ContainsKey(name))) continue;
            var field = fields.GetValueOrDefault(name) ?? new SurveyedField(name, 0, 0, 0, 0);
            fields[name] = property.Value.ValueKind switch
            {
                JsonValueKind.String => WithText(field, JsonMarshal.GetRawUtf8Value(property.Value)),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => field with { Scalars = field.Scalars + 1 },
                _ => field,
            };
        }
    }

    private static SurveyedField WithText(SurveyedField field, ReadOnlySpan<byte> json) => field with
    {
        Texts = field.Texts + 1,
        Scalars = field.Scalars + 1,
        Prose = field.Prose + (json.Contains((byte)' ') || json.ContainsAnyInRange((byte)0x80, (byte)0xFF) || json.IndexOf("\\u"u8) >= 0 ? 1 : 0),
        Bytes = field.Bytes + json.Length - 2,
    };

    /// <summary>Null where the name isn't UTF-8.</summary>
    private static string? Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[] Head(InputFile file)
    {
        try
        {
            using var bytes = RegularFile.Open(file.Path);
            using var content = file.Packing?.Unpack(bytes) ?? bytes;
            var head = new byte[MaxBytes];
            return head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (FileFailure.IsExpected(e))
        {
            return [];
        }
    }

    /// <summary>The first records of a file; those that aren't JSON as it would spell them.</summary>
    private static IEnumerable<JsonDocument> Records(InputFile file) => ReaderCatalog.Find(file) switch
    {
        DelimitedReader delimited => Rows(Head(file), delimited.Options(MaxBytes)),
        TextLinesReader or ParagraphsReader => Texts(Head(file)),
        ParquetReader => ParquetSample.Rows(file.Path, MaxRecords),
        _ => Records(Head(file)),
    };

    private static List<JsonDocument> Rows(byte[] head, CsvReaderOptions options)
    {
        using var csv = CsvReader.Create(head, options);
        var found = new List<JsonDocument>();
        try
        {
            while (found.Count < MaxRecords && csv.Read())
                found.Add(JsonSerializer.SerializeToDocument(new JsonObject([.. csv.Current.ToDictionary().Take(MaxFields).Select(field => KeyValuePair.Create(field.Key, (JsonNode?)JsonValue.Create(field.Value)))]), PlainJson.Default.JsonObject));
        }
        catch (CsvFormatException)
        {
            // As below: the scan says what is wrong with it.
        }
        return found;
    }

    /// <summary>A line stands for a paragraph as well: there is one field, and its name is known.</summary>
    private static IEnumerable<JsonDocument> Texts(byte[] head) => Encoding.UTF8.GetString(head).Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).Take(MaxRecords)
        .Select(line => JsonSerializer.SerializeToDocument(new JsonObject { [PlainRecords.Field] = line }, PlainJson.Default.JsonObject));

    /// <summary>The objects at the start of a file: one a line, or those of an array.</summary>
    private static List<JsonDocument> Records(byte[] head)
    {
        var start = head.AsSpan().StartsWith(FileHead.ByteOrderMark) ? FileHead.ByteOrderMark.Length : 0;
        var first = head.AsSpan(start).IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0) return [];
        if (head[start + first] == '[') return Elements(head.AsMemory(start + first));
        var lines = Lines(head.AsMemory(start)).ToList();
        return lines.Count > 0 ? lines : Sequence(head.AsMemory(start));
    }

    private static IEnumerable<JsonDocument> Lines(ReadOnlyMemory<byte> head)
    {
        for (var (from, found) = (0, 0); from < head.Length && found < MaxRecords;)
        {
            var length = head.Span[from..].IndexOf((byte)'\n');
            if (length < 0) length = head.Length - from;
            if (Parse(head.Slice(from, length)) is { } record)
            {
                found++;
                yield return record;
            }
            from += length + 1;
        }
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var parsed = JsonDocument.Parse(line);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object) return parsed;
            parsed.Dispose();
        }
        catch (JsonException)
        {
            // The scan says what is wrong with it.
        }
        return null;
    }

    private static List<JsonDocument> Elements(ReadOnlyMemory<byte> head) => Objects(head.Span, skip: 1);

    private static List<JsonDocument> Sequence(ReadOnlyMemory<byte> head) => Objects(head.Span, skip: 0);

    private static List<JsonDocument> Objects(ReadOnlySpan<byte> head, int skip)
    {
        var objects = new List<JsonDocument>();
        var reader = new Utf8JsonReader(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
        try
        {
            for (; skip > 0; skip--)
                if (!reader.Read()) return objects;
            while (objects.Count < MaxRecords && reader.Read() && reader.TokenType == JsonTokenType.StartObject && JsonDocument.TryParseValue(ref reader, out var parsed))
                objects.Add(parsed);
        }
        catch (JsonException)
        {
            // As above: what came before it is enough to see the fields.
        }
        return objects;
    }
}
