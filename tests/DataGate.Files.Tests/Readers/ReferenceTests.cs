using System.Globalization;
using System.Text;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Readers;

/// <summary>However a file is cut and on however many threads it is read, the records are those that a plain reader of the whole finds.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Fields = ["text", "label", "/meta/tags/1", "meta"];

    [Test]
    public void Every_chunk_size_gives_what_a_plain_reader_gives([Range(1, 12)] int seed)
    {
        var content = RandomLines(new Random(seed), count: 12, longest: 30);
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", content);
        var expected = Reference(content);
        // The byte order mark stays in one chunk with the first line.
        for (var size = 4; size <= content.Length + 1; size += 1 + (size / 40))
            AssertSame(Scan.Of([file], Fields, size), expected, $"chunks of {size}");
    }

    [Test]
    public void Large_files_give_what_a_plain_reader_gives([Range(100, 103)] int seed, [Values(1, 8)] int threads)
    {
        var random = new Random(seed);
        var content = RandomLines(random, count: 3000, longest: 2000);
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", content);
        var scan = Scan.Of([file], Fields, random.Next(500, 100_000), new ScanOptions { Threads = threads });
        AssertSame(scan, Reference(content), $"{threads} threads");
    }

    [Test]
    public void Places_do_not_depend_on_the_threads()
    {
        using var folder = new TempFolder();
        var files = Enumerable.Range(0, 5).Select(i => folder.Write($"{i}.jsonl", RandomLines(new Random(i), 500, 300))).ToList();
        var one = Scan.Of(files, Fields, 3000, new ScanOptions { Threads = 1 });
        var many = Scan.Of(files, Fields, 3000, new ScanOptions { Threads = 8 });
        Assert.That(many.PlacedRows, Is.EqualTo(one.PlacedRows));
        Assert.That(many.Problems, Is.EqualTo(one.Problems));
    }

    [Test]
    public void An_array_of_the_same_records_gives_the_same_values([Range(1, 6)] int seed)
    {
        var lines = Encoding.UTF8.GetString(RandomLines(new Random(seed), 400, 500, malformed: false)).TrimStart('\uFEFF').Split('\n').Where(l => l.Trim('\r', ' ').Length > 0);
        var array = Scan.Of("a.json", "[" + string.Join(seed % 2 == 0 ? "," : "\n,", lines) + "]", Fields);
        var plain = Scan.Of("a.jsonl", string.Join('\n', lines), Fields);
        Assert.That(array.Values, Is.EqualTo(plain.Values));
        Assert.That(array.Rows, Has.Count.GreaterThan(100));
    }

    /// <summary>Real text with all its quirks; where the data stands beside the repository.</summary>
    [Test]
    public void Real_files_give_what_a_plain_reader_gives()
    {
        var paths = Directory.GetFiles(Repository.SharedData("dev"), "*.jsonl");
        Assert.That(paths, Is.Not.Empty);
        foreach (var path in paths)
        {
            var content = File.ReadAllBytes(path);
            var file = new InputFile(path, "a.jsonl", content.Length);
            AssertSame(Scan.Of([file], ["text", "label", "id", "source"], 50_000, new ScanOptions { Threads = 2 }), Reference(content, "text", "label", "id", "source"), path);
        }
    }

    private static void AssertSame(Scan scan, List<(int Line, int Column, string? Values)> expected, string what)
    {
        var rows = expected.Where(e => e.Values is not null).Select(e => new Row(new Location("a.jsonl", e.Line, e.Column), e.Values!));
        Assert.That(scan.Rows, Is.EqualTo(rows), what);
        Assert.That(scan.Problems.Select(p => p.Line), Is.EqualTo(expected.Where(e => e.Values is null).Select(e => (long)e.Line)), what);
    }

    /// <summary>Line, column, and values or null where the line is no object.</summary>
    private static List<(int Line, int Column, string? Values)> Reference(byte[] content) => Reference(content, Fields);

    private static List<(int Line, int Column, string? Values)> Reference(byte[] content, params string[] fields)
    {
        var found = new List<(int, int, string?)>();
        if (content.AsSpan().StartsWith("\uFEFF"u8)) content = content[3..];
        var number = 0;
        foreach (var line in Encoding.Latin1.GetString(content).Split('\n'))
        {
            number++;
            var text = line.Trim(' ', '\t', '\r');
            if (text.Length > 0) found.Add((number, line.IndexOf(text, StringComparison.Ordinal) + 1, Values(Encoding.Latin1.GetBytes(text), fields)));
        }
        return found;
    }

    private static string? Values(byte[] json, string[] fields)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? string.Join(" | ", fields.Select(f => Value(document.RootElement, FieldPath.Parse(f))))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Value(JsonElement element, FieldPath path)
    {
        foreach (var segment in path.Segments)
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
                element = element[index];
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(segment, out element))
                return "-";
        }
        var kind = element.ValueKind == JsonValueKind.String ? ValueKind.Text : Enum.Parse<ValueKind>(element.ValueKind.ToString());
        return Collected.Show(kind, kind == ValueKind.Text ? element.GetString()! : element.GetRawText());
    }

    private static byte[] RandomLines(Random random, int count, int longest, bool malformed = true)
    {
        var content = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        for (var i = 0; i < count; i++)
        {
            content.Append(' ', random.Next(6) == 0 ? random.Next(3) : 0);
            content.Append(random.Next(12) switch
            {
                0 => "",
                1 when malformed => RandomFault(random),
                _ => RandomObject(random, longest),
            });
            if (i < count - 1 || random.Next(2) == 0) content.Append(random.Next(3) == 0 ? "\r\n" : "\n");
        }
        return Encoding.UTF8.GetBytes(content.ToString());
    }

    private static string RandomFault(Random random) =>
        random.Next(5) switch { 0 => "[1,2]", 1 => "{\"text\":}", 2 => "7", 3 => "{\"a\":1} {", _ => "{\"a\":\"x" };

    private static string RandomObject(Random random, int longest)
    {
        var parts = new List<string>
        {
            $"\"text\": {JsonSerializer.Serialize(RandomText(random, longest))}",
            $"\"label\":{(random.Next(4) switch { 0 => "null", 1 => "-1.5e3", 2 => "false", _ => "\"l\"" })}",
            $"\"m\\u0065ta\" : {{\"tags\":[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => JsonSerializer.Serialize(RandomText(random, 6))))}]}}",
            $"\"text2\":[{{\"text\":{random.Next()}}}]",
        };
        return "{" + string.Join(random.Next(2) == 0 ? ", " : ",", parts.OrderBy(_ => random.Next()).Take(random.Next(5))) + "}";
    }

    private static string RandomText(Random random, int longest)
    {
        string[] pieces = ["a", "word ", "é", "中", "😀", "\"", "\\", "\n", "\t", "{", "}", "\u2028", "/", "\0"];
        var text = new StringBuilder();
        for (var length = random.Next(longest + 1); text.Length < length;) text.Append(pieces[random.Next(pieces.Length)]);
        return text.ToString();
    }
}
