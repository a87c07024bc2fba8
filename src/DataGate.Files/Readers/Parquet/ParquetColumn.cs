using DataGate.Documents;
using DataGate.Files.Readers.Parquet.DuckDb;

namespace DataGate.Files.Readers.Parquet;

/// <summary>How the values of a column come out of DuckDB.</summary>
internal enum ColumnForm
{
    /// <summary>UTF-8, or bytes that may be.</summary>
    Text,

    /// <summary>A number or a truth value, as JSON writes it.</summary>
    Literal,

    /// <summary>A list, a structure or a map, as JSON.</summary>
    Json,
}

/// <summary>A column at the top of a Parquet file.</summary>
/// <param name="Name">As the file has it.</param>
/// <param name="Form">How its values come.</param>
/// <param name="Expression">What to ask DuckDB for.</param>
internal sealed record ParquetColumn(string Name, ColumnForm Form, string Expression)
{
    /// <summary>By the type that DuckDB gives it.</summary>
    public static ParquetColumn Of(string name, string type)
    {
        var column = DuckDbQuoting.Name(name);
        var text = $"CAST({column} AS VARCHAR)";
        if (type.StartsWith("DECIMAL(", StringComparison.Ordinal)) return new ParquetColumn(name, ColumnForm.Literal, text);
        if (type.EndsWith(']') || type.StartsWith("STRUCT(", StringComparison.Ordinal) || type.StartsWith("MAP(", StringComparison.Ordinal))
            return new ParquetColumn(name, ColumnForm.Json, $"CAST(to_json({column}) AS VARCHAR)");
        return type switch
        {
            "VARCHAR" or "BLOB" => new ParquetColumn(name, ColumnForm.Text, column),
            "BOOLEAN" or "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" =>
                new ParquetColumn(name, ColumnForm.Literal, text),
            // JSON has no number for these: there is none, as other writers of JSON have it.
            "FLOAT" or "DOUBLE" => new ParquetColumn(name, ColumnForm.Literal, $"CASE WHEN isfinite({column}) THEN {text} END"),
            // ISO 8601 in UTC, to the microsecond.
            "TIMESTAMP WITH TIME ZONE" => new ParquetColumn(name, ColumnForm.Text, $"CAST({column} AT TIME ZONE 'UTC' AS VARCHAR) || 'Z'"),
            "TIMESTAMP_NS" => new ParquetColumn(name, ColumnForm.Text, $"CAST(CAST({column} AS TIMESTAMP) AS VARCHAR)"),
            _ => new ParquetColumn(name, ColumnForm.Text, text),
        };
    }

    /// <summary>What a literal is.</summary>
    public static ValueKind KindOf(ReadOnlySpan<byte> literal) =>
        literal.SequenceEqual("true"u8) ? ValueKind.True : literal.SequenceEqual("false"u8) ? ValueKind.False : ValueKind.Number;
}
