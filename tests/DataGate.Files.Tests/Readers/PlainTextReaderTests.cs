using System.Text;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>Lines and paragraphs of plain text.</summary>
public sealed class PlainTextReaderTests
{
    [Test]
    public void Each_line_that_is_not_blank_is_a_record()
    {
        var scan = Scan.Of("a.txt", "\uFEFFone\r\n\n  \ntwo words\n\tthree", "text", "label");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:one | -\nText:two words | -\nText:\tthree | -"));
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo([1, 4, 5]));
            Assert.That(scan.Problems, Is.Empty);
        });
    }

    [Test]
    public void Lines_up_to_a_blank_one_are_a_paragraph()
    {
        var scan = Scan.Of("a.md", "# Title\n\nfirst line\r\nsecond line\n \n\n\nlast", "text");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Rows.Select(row => row.Values), Is.EqualTo(["Text:# Title", "Text:first line\nsecond line", "Text:last"]));
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo([1, 3, 8]));
        });
    }

    [TestCase("a.txt")]
    [TestCase("a.md")]
    public void Nothing_in_it_is_no_record(string name)
    {
        foreach (var content in new[] { "", "\n", " \n\t\n", "\r\n\r\n" }) Assert.That(Scan.Of(name, content, "text").Rows, Is.Empty);
    }

    [Test]
    public void Chunks_make_the_same_lines([Values(16, 17, 64, 1000)] int chunkSize)
    {
        using var folder = new TempFolder();
        var file = folder.Write("a.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 200).Select(i => i % 7 == 0 ? "\n" : $"line {i} 注文 🎉\n"))));
        var (whole, cut) = (Scan.Of([file], ["text"]), Scan.Of([file], ["text"], chunkSize, new ScanOptions { Threads = 3 }));
        Assert.Multiple(() =>
        {
            Assert.That(cut.Rows, Is.EqualTo(whole.Rows));
            Assert.That(cut.Rows, Has.Count.EqualTo(171));
        });
    }

    [TestCase("a.txt", "good\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nfine\n", "LineTooLong(2,1)")]
    [TestCase("a.md", "good\n\nxxxxxxxxx\nxxxxxxxxx\nxxxxxxxxxx\n\nfine\n", "LineTooLong(3,1)")]
    [TestCase("a.md", "good\n\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nmore of it\n\nfine\n", "LineTooLong(3,1)")]
    public void What_is_too_long_is_told_and_left_out(string name, string content, string told)
    {
        using var folder = new TempFolder();
        var scan = Scan.Of([folder.Write(name, Encoding.UTF8.GetBytes(content))], ["text"], options: new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 20 } });
        Assert.That((scan.Values, scan.Kinds), Is.EqualTo(("Text:good\nText:fine", told)));
    }

    [TestCase("a.txt")]
    [TestCase("a.md")]
    public void What_is_no_utf8_is_told(string name)
    {
        var scan = Scan.Of(name, [.. "good\n\nb"u8, 0xC3, .. "d\n"u8], "text");
        Assert.That((scan.Values, scan.Kinds), Is.EqualTo(("Text:good\nText:b\uFFFDd", "InvalidUtf8(3,2)")));
    }

    [Test]
    public void A_format_may_be_named_whatever_the_file_is_called()
    {
        using var folder = new TempFolder();
        var file = folder.Write("notes.log", "one\ntwo\n"u8.ToArray()) with { Format = "text" };
        Assert.That(Scan.Of([file], ["text"]).Values, Is.EqualTo("Text:one\nText:two"));
    }

    [Test]
    public void Problems_are_at_least_known_to_the_catalog() =>
        Assert.That(ReaderCatalog.All.Select(reader => reader.Format), Is.EqualTo(["jsonl", "json", "csv", "tsv", "text", "paragraphs", "parquet", "chat", "alpaca"]));
}
