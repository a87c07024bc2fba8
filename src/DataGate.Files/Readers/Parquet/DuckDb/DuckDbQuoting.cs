using System.Text;

namespace DataGate.Files.Readers.Parquet.DuckDb;

/// <summary>Spells names so that DuckDB takes them for nothing else.</summary>
internal static class DuckDbQuoting
{
    /// <summary>A text.</summary>
    public static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>A column's name.</summary>
    public static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A path, as the pattern that it alone matches: DuckDB reads patterns where it reads files.</summary>
    public static string Literal(string path)
    {
        var pattern = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            if (character is '*' or '?' or '[') pattern.Append('[').Append(character).Append(']');
            else pattern.Append(character);
        }
        return Text(pattern.ToString());
    }
}
