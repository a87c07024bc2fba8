using System.Text;
using System.Text.Json;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Parquet.DuckDb;
using DataGate.Files.Readers.Parquet.Format;

namespace DataGate.Files.Readers.Parquet;

/// <summary>The first rows of a Parquet file as JSON would have them, long texts cut: enough to see what fields it has.</summary>
internal static class ParquetSample
{
    private const int MaxText = 2000, MaxColumns = 500;

    /// <summary>None where the file can't be read: the scan says why.</summary>
    public static List<JsonDocument> Rows(string path, int count)
    {
        var rows = new List<JsonDocument>();
        if (ParquetTables.WhyNot() is not null) return rows;
        try
        {
            using (var file = RegularFile.Open(path, bufferSize: 0)) FileEnds.Read(file);
            using var table = ParquetTables.Open(path, CancellationToken.None);
            var columns = table.Columns.Take(MaxColumns).ToList();
            using (var chunks = table.Rows([.. columns.Select(Shortened)], ReadingLimits.Default.RecordLength, count))
            {
                while (chunks.NextChunk())
                    for (var row = 0; row < chunks.Count; row++)
                        if (!chunks.IsTooLong(row)) rows.Add(Row(chunks, columns, row));
            }
            table.Done();
        }
        catch (Exception e) when (e is InvalidDataException || FileFailure.IsExpected(e))
        {
            // What came before it is enough to see the fields.
        }
        return rows;
    }

    /// <summary>Of what is nested only that it is there.</summary>
    private static string Shortened(ParquetColumn column) => column.Form switch
    {
        ColumnForm.Json => $"CASE WHEN {DuckDbQuoting.Name(column.Name)} IS NOT NULL THEN '' END",
        ColumnForm.Text => FormattableString.Invariant($"{column.Expression}[:{MaxText}]"),
        _ => column.Expression,
    };

    private static JsonDocument Row(IParquetRows chunk, List<ParquetColumn> columns, int row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(columns[i].Name);
                if (chunk.IsNull(i, row)) json.WriteNullValue();
                else Write(json, columns[i].Form, chunk.Bytes(i, row));
            }
            json.WriteEndObject();
        }
        return JsonDocument.Parse(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ColumnForm form, ReadOnlySpan<byte> value)
    {
        if (form == ColumnForm.Text) json.WriteStringValue(Encoding.UTF8.GetString(value));
        else if (form == ColumnForm.Literal) json.WriteRawValue(value);
        else json.WriteStartArray();
        if (form == ColumnForm.Json) json.WriteEndArray();
    }
}
