using System.Globalization;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Readers.Parquet;

/// <summary>Files of many writers, held against what is known of them.</summary>
public sealed class RealParquetTests
{
    private static readonly string s_folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "dev", "parquet"));

    private static IEnumerable<TestCaseData> Files()
    {
        var truth = Path.Combine(s_folder, "truth.json");
        if (!File.Exists(truth)) yield break;
        using var json = JsonDocument.Parse(File.ReadAllText(truth));
        foreach (var file in json.RootElement.EnumerateObject()) yield return new TestCaseData(file.Name, file.Value.Clone()).SetArgDisplayNames(file.Name);
    }

    [TestCaseSource(nameof(Files))]
    public void Is_read_as_its_truth_says(string name, JsonElement truth)
    {
        ParquetWriter.Need();
        var path = Path.Combine(s_folder, name);
        var columns = truth.GetProperty("columns").EnumerateArray().Select(column => column[0].GetString()!.Split('.')[0]).Distinct().ToArray();
        var scan = Scan.Of([new InputFile(path, name, new FileInfo(path).Length)], columns);
        if (truth.GetProperty("read_error").ValueKind != JsonValueKind.Null)
        {
            Assert.That(scan.Problems.Single().Kind, Is.EqualTo(ReadingProblemKind.Unreadable));
            Assert.That(scan.Rows, Is.Empty);
            return;
        }
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows, Has.Count.EqualTo(truth.GetProperty("rows").GetInt32()));
        Assert.That(scan.Rows.Select(row => row.Location.Row), Is.EqualTo(Enumerable.Range(1, scan.Rows.Count)));
        var first = truth.GetProperty("first").GetString()!;
        var values = scan.Rows[0].Values.Split(" | ");
        for (var i = 0; i < columns.Length; i++)
        {
            if (Expected(first, columns[i]) is not { } expected) continue;
            Assert.That(Plain(values[i]), Is.EqualTo(expected), columns[i]);
        }
    }

    /// <summary>The value of the first row, where the excerpt that is known of it holds it whole; texts without quotes, numbers as the shortest.</summary>
    private static string? Expected(string first, string column)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(first), isFinalBlock: false, default);
        if (!reader.Read()) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(column);
            if (!reader.Read()) return null;
            var before = reader;
            if (!reader.TrySkip()) return null;
            if (!isIt) continue;
            using var value = JsonDocument.ParseValue(ref before);
            return value.RootElement.ValueKind switch
            {
                JsonValueKind.String when DateTimeOffset.TryParse(value.RootElement.GetString(), CultureInfo.InvariantCulture, out var time) && value.RootElement.GetString()!.EndsWith('Z') => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                JsonValueKind.String => value.RootElement.GetString(),
                _ => value.RootElement.GetRawText(),
            };
        }
        return null;
    }

    private static string Plain(string shown)
    {
        var value = shown[(shown.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return shown.StartsWith("Number:", StringComparison.Ordinal) && double.TryParse(value, CultureInfo.InvariantCulture, out var number) && value.Contains('.', StringComparison.Ordinal) ? number.ToString("R", CultureInfo.InvariantCulture) : value;
    }
}
