using System.IO.Compression;
using System.Text;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>The fields of the first records are seen in every format, and nothing hostile stops the look.</summary>
public sealed class FieldSurveyTests
{
    private static (int Records, string[] Fields) Of(string name, byte[] bytes)
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        var (records, fields) = FieldSurvey.Of([new InputFile(path, name, bytes.Length)]);
        return (records, [.. fields.Select(field => $"{field.Name} {field.Texts}/{field.Scalars}/{field.Prose} {field.Bytes}")]);
    }

    private static (int Records, string[] Fields) Of(string name, string text) => Of(name, Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private static readonly string[] s_both = ["a 2/2/1 4", "b 0/1/0 0", "c 0/0/0 0"];

    [TestCase("x.jsonl", "{\"a\": \"x y\", \"b\": 1}\n{\"a\": \"z\", \"c\": {\"a\": \"deep\"}}\n")]
    [TestCase("x.jsonl", "\uFEFF{\"a\": \"x y\", \"b\": 1}\r\n\r\n{\"a\": \"z\", \"c\": [\"deep\"]}")]
    [TestCase("x.jsonl", "{\"a\": \"x y\", \"b\": 1}\n{\"a\": broken}\n[1]\n{\"a\": \"z\", \"c\": null}\n{\"a\": \"cut o")]
    [TestCase("x.json", "[{\"a\": \"x y\", \"b\": true},\n {\"a\": \"z\", \"c\": null}]")]
    [TestCase("x.json", "{\n\"a\": \"x y\", \"b\": 1\n}\n{\n\"a\": \"z\", \"c\": null\n}\n")]
    [TestCase("x.json", "[{\"a\": \"x y\", \"b\": true}, {\"a\": \"z\", \"c\": null}, {\"a\": \"cut o")]
    public void Lines_arrays_and_sequences(string name, string text)
    {
        var (records, fields) = Of(name, text);
        Assert.That((records, fields), Is.EqualTo((2, s_both)));
    }

    [Test]
    public void Packed_files() => Assert.That(Of("x.jsonl.gz", Gzip("{\"a\": \"x y\", \"b\": 1}\n{\"a\": \"z\", \"c\": null}\n")).Fields, Is.EqualTo(s_both));

    [TestCase("x.jsonl", "")]
    [TestCase("x.jsonl", "\n\n")]
    [TestCase("x.jsonl", "nothing of the kind")]
    [TestCase("x.json", "[")]
    [TestCase("x.json", "[1, 2]")]
    [TestCase("x.jsonl.gz", "not gzip")]
    public void Nothing_to_see(string name, string text) => Assert.That(Of(name, text), Is.EqualTo((0, Array.Empty<string>())));

    [Test]
    public void A_file_that_has_gone() => Assert.That(FieldSurvey.Of([new InputFile("/nowhere/x.jsonl", "x.jsonl", 5)]).Records, Is.Zero);

    [Test]
    public void Names_and_values_that_are_no_utf8()
    {
        var (records, fields) = Of("x.jsonl", [.. "{\"a\": \""u8, 0xFF, .. "\", \"b"u8, 0xFE, .. "\": \"x y\"}\n{\"a\": \"z\"}\n"u8]);
        Assert.That(records, Is.InRange(1, 2));
        Assert.That(fields, Has.Some.StartsWith("a "));
    }

    [Test]
    public void A_great_many_fields_and_records_are_cut_short()
    {
        var wide = "{" + string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"f{i}\": 1")) + "}\n";
        Assert.That(Of("x.jsonl", wide).Fields, Has.Length.EqualTo(500));
        Assert.That(Of("x.jsonl", string.Concat(Enumerable.Repeat("{\"a\": \"x\"}\n", 1000))).Records, Is.EqualTo(200));
        Assert.That(Of("x.jsonl", "{\"a\": \"" + new string('x', 2 << 20) + "\"}\n").Records, Is.Zero);
        Assert.That(Of("x.jsonl", new string('[', 100_000)).Records, Is.Zero);
    }

    [Test]
    public void Prose_is_more_than_an_identifier() =>
        Assert.That(Of("x.jsonl", "{\"id\": \"a-1\", \"t\": \"two words\", \"u\": \"漢字\", \"v\": \"\\u6f22\"}\n").Fields,
            Is.EqualTo(new[] { "id 1/1/0 3", "t 1/1/1 9", "u 1/1/1 6", "v 1/1/1 6" }));
}
