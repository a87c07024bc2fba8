using System.Globalization;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class DelimitedReaderTests
{
    [Test]
    public void The_header_names_the_columns_in_any_order()
    {
        var scan = Scan.Of("a.csv", "label,text,n\nx,hello there,5\ny,again,6\n", "text", "/label", "n", "other");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:hello there | Text:x | Text:5 | -\nText:again | Text:y | Text:6 | -"));
            Assert.That(scan.Problems, Is.Empty);
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo([2, 3]));
        });
    }

    [Test]
    public void A_quoted_field_may_hold_delimiters_line_breaks_and_quotes_and_lines_count_on()
    {
        var scan = Scan.Of("a.csv", "id,text\r\n1,\"a, b\"\r\n2,\"two\r\nlines, and \"\"quotes\"\"\"\r\n\r\n3,\"\"\r\n4,after\r\n", "text");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Rows.Select(row => row.Values), Is.EqualTo(["Text:a, b", "Text:two\r\nlines, and \"quotes\"", "Text:", "Text:after"]));
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo([2, 3, 6, 7]));
            Assert.That(scan.Problems, Is.Empty);
        });
    }

    [TestCase(";", "';'")]
    [TestCase("\t", "0x09")]
    [TestCase("|", "'|'")]
    public void Another_delimiter_is_found_out_and_told(string delimiter, string told)
    {
        var scan = Scan.Of("a.csv", string.Join(delimiter, "label", "text") + "\n" + string.Join(delimiter, "x", "hello, you") + "\n" + string.Join(delimiter, "y", "bye, you") + "\n", "text");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:hello, you\nText:bye, you"));
            Assert.That(scan.Kinds, Is.EqualTo("Dialect(1,1)"));
            Assert.That(scan.Problems[0].Detail, Does.StartWith($"its fields are parted by {told}, not by ','"));
        });
    }

    [Test]
    public void Tabs_are_the_delimiter_of_tsv_whatever_else_stands_there() =>
        Assert.That(Scan.Of("a.tsv", "label\ttext;a,b\nx\t1,2;3\n", "text;a,b").Values, Is.EqualTo("Text:1,2;3"));

    [Test]
    public void One_column_needs_no_delimiter()
    {
        var scan = Scan.Of("a.csv", "text\nhello\nyou\n", "text");
        Assert.That((scan.Values, scan.Problems.Count), Is.EqualTo(("Text:hello\nText:you", 0)));
    }

    [Test]
    public void Records_that_are_wrong_are_told_at_their_line_and_left_out()
    {
        var scan = Scan.Of("a.csv", "id,text\n1,fine\n2\n3,a,b\n4,\"x\"y\n5,a\"b\n6,fine too\n", "text");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:fine\nText:fine too"));
            Assert.That(scan.Kinds, Is.EqualTo("Malformed(3,1)\nMalformed(4,1)\nMalformed(5,1)\nMalformed(6,1)"));
        });
    }

    [Test]
    public void A_quote_that_is_never_closed_is_a_file_that_is_cut_off()
    {
        var scan = Scan.Of("a.csv", "id,text\n1,fine\n2,\"open\n3,lost\n4,lost\n", "text");
        Assert.That((scan.Values, scan.Kinds), Is.EqualTo(("Text:fine", "Truncated(3,1)")));
    }

    [Test]
    public void A_record_beyond_the_limit_ends_the_reading_aloud()
    {
        using var folder = new TempFolder();
        var content = new StringBuilder("id,text\n1,fine\n2,\"").Append('x', 300_000).Append("\"\n3,lost\n").ToString();
        var scan = Scan.Of([folder.Write("a.csv", Encoding.UTF8.GetBytes(content))], ["text"], options: new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 10_000 } });
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:fine"));
            Assert.That(scan.Problems.Select(problem => problem.Kind), Is.EqualTo([ReadingProblemKind.Unreadable]));
        });
    }

    [Test]
    public void A_column_that_stands_twice_is_told_and_the_last_counts()
    {
        var scan = Scan.Of("a.csv", "text,text\na,b\n", "text");
        Assert.That((scan.Values, scan.Kinds), Is.EqualTo(("Text:b", "DuplicateKey(1,1)")));
    }

    [TestCase("", 0)]
    [TestCase("text,label\n", 0)]
    [TestCase("text,label", 0)]
    [TestCase("text,label\na,b", 1)]
    [TestCase("\uFEFFtext,label\na,b\n", 1)]
    [TestCase("\n\ntext,label\n\na,b\n\n", 1)]
    public void Edges(string content, int rows)
    {
        var scan = Scan.Of("a.csv", content, "text");
        Assert.That((scan.Rows.Count, scan.Problems.Count), Is.EqualTo((rows, 0)), scan.Kinds);
    }

    [Test]
    public void Every_script_and_what_is_no_utf8()
    {
        var scan = Scan.Of("a.csv", [.. "text,label\n注文はどこ,مرحبا\n🎉,"u8, 0xFF, .. "x\nnext,y\n"u8], "text", "label");
        Assert.Multiple(() =>
        {
            Assert.That(scan.Values, Is.EqualTo("Text:注文はどこ | Text:مرحبا\nText:🎉 | Text:\uFFFDx\nText:next | Text:y"));
            Assert.That(scan.Kinds, Is.EqualTo("InvalidUtf8(3,1)"));
        });
    }

    [Test]
    public void Gzip_is_read_as_what_it_packs()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true)) gzip.Write("text\na\nb\n"u8);
        Assert.That(Scan.Of("a.csv.gz", packed.ToArray(), "text").Values, Is.EqualTo("Text:a\nText:b"));
    }

    [Test]
    public void What_is_written_is_read_again([Range(1, 40)] int seed)
    {
        string[] pieces = ["a", "b c", ",", ";", "\"", "\n", "\r\n", "é", "😀", " ", "''"];
        var random = new Random(seed);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
        var rows = Enumerable.Range(0, random.Next(1, 200)).Select(i => (Id: i.ToString(CultureInfo.InvariantCulture), Text: Text())).ToList();
        var content = "id,text\n" + string.Concat(rows.Select(row => $"{row.Id},\"{row.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
        var scan = Scan.Of("a.csv", content, "id", "text");
        var line = 2;
        var lines = new List<long>();
        foreach (var row in rows)
        {
            lines.Add(line);
            line += 1 + row.Text.Count(c => c == '\n');
        }
        Assert.Multiple(() =>
        {
            Assert.That(scan.Rows.Select(row => row.Values), Is.EqualTo(rows.Select(row => $"Text:{row.Id} | Text:{row.Text}")));
            Assert.That(scan.Rows.Select(row => row.Location.Line), Is.EqualTo(lines));
            Assert.That(scan.Problems, Is.Empty);
        });
    }
}
