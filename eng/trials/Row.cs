using System.Text.Json;

namespace DataGate.Trials;

/// <summary>A record of a trial's set.</summary>
internal sealed record Row(string Text, string? Label)
{
    /// <summary>The records of a JSONL file.</summary>
    public static Row[] Read(string path) =>
    [
        .. File.ReadLines(path).Where(line => line.Length > 0).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            var label = json.RootElement.TryGetProperty("label", out var value) ? value.ToString() : null;
            return new Row(json.RootElement.GetProperty("text").GetString()!, label);
        }),
    ];

    public static void Write(string path, IEnumerable<Row> rows) =>
        File.WriteAllLines(path, rows.Select(row => JsonSerializer.Serialize(row.Label is null ? new { text = row.Text } : (object)new { text = row.Text, label = row.Label })));
}
