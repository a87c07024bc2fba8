using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Parquet.Apart;
using DataGate.Files.Readers.Parquet.DuckDb;
using DataGate.Files.Readers.Parquet.Format;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Readers.Parquet;

/// <summary>Rows are the records that the same data is as JSON, told by their number; whatever isn't whole is told. In this process and in one apart alike.</summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ParquetReaderTests(bool isApart)
{
    private TempFolder _folder = null!;

    [OneTimeSetUp]
    public void Process() => ParquetApart.Start = isApart ? Apart.Start : null;

    [OneTimeTearDown]
    public void NoProcess() => ParquetApart.Start = null;

    [SetUp]
    public void Files()
    {
        ParquetWriter.Need();
        _folder = new TempFolder();
    }

    [TearDown]
    public void Gone() => _folder?.Dispose();

    private string At(string name) => Path.Combine(_folder.Path, name);

    private InputFile Written(string query, string options = "FORMAT parquet", string name = "a.parquet")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        ParquetWriter.Write(At(name), query, options);
        return Input(name);
    }

    private InputFile Input(string name) => new(At(name), name, new FileInfo(At(name)).Length);

    private static Scan Read(InputFile file, params string[] fields) => Scan.Of([file], fields);

    private InputFile Bytes(byte[] content, string name = "a.parquet") => _folder.Write(name, content);

    [TestCase("'x'", "Text:x")]
    [TestCase("'a\"\\\n😀 注 שלום'", "Text:a\"\\\n😀 注 שלום")]
    [TestCase("NULL::VARCHAR", "Null:null")]
    [TestCase("''", "Text:")]
    [TestCase("true", "True:true")]
    [TestCase("7::TINYINT", "Number:7")]
    [TestCase("(-9223372036854775808)::BIGINT", "Number:-9223372036854775808")]
    [TestCase("18446744073709551615::UBIGINT", "Number:18446744073709551615")]
    [TestCase("1::DOUBLE", "Number:1.0")]
    [TestCase("0.1::FLOAT", "Number:0.1")]
    [TestCase("1e300::DOUBLE", "Number:1e+300")]
    [TestCase("'nan'::DOUBLE", "Null:null")]
    [TestCase("'-inf'::FLOAT", "Null:null")]
    [TestCase("12.50::DECIMAL(9,2)", "Number:12.50")]
    [TestCase("DATE '2026-02-03'", "Text:2026-02-03")]
    [TestCase("TIMESTAMP '2026-02-03 04:05:06'", "Text:2026-02-03 04:05:06")]
    [TestCase("TIMESTAMP '2026-02-03 04:05:06.125'", "Text:2026-02-03 04:05:06.125")]
    [TestCase("TIMESTAMP_NS '2026-02-03 04:05:06.123456789'", "Text:2026-02-03 04:05:06.123456")]
    [TestCase("TIMESTAMPTZ '2026-02-03 04:05:06+02:00'", "Text:2026-02-03 02:05:06Z")]
    [TestCase("TIME '04:05:06'", "Text:04:05:06")]
    [TestCase("'text as bytes'::BLOB", "Text:text as bytes")]
    [TestCase("'3f333df6-90a4-4fda-8dd3-9485d27cee36'::UUID", "Text:3f333df6-90a4-4fda-8dd3-9485d27cee36")]
    [TestCase("'b'::ENUM('a','b')", "Text:b")]
    [TestCase("[1, NULL, 3]", "Array:[1,null,3]")]
    [TestCase("[]::INTEGER[]", "Array:[]")]
    [TestCase("NULL::INTEGER[]", "Null:null")]
    [TestCase("{'a': 1, 'b': ['x']}", "Object:{\"a\":1,\"b\":[\"x\"]}")]
    [TestCase("MAP {'k': 1.5, 'l': NULL}", "Object:{\"k\":1.5,\"l\":null}")]
    public void A_value_is_what_JSON_would_have(string sql, string expected)
    {
        var scan = Read(Written($"SELECT {sql} AS v, 1 AS other"), "v");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo(expected));
    }

    [Test]
    public void Fields_within_columns_are_found_by_the_paths_that_JSON_has()
    {
        var file = Written("SELECT [{'role': 'user', 'content': 'hi'}, {'role': 'assistant', 'content': 'yes \"you\"'}] AS messages, MAP {'k/1': {'x': [1, 2]}} AS m, 3 AS \"a/b\", 'x' AS \"T\"");
        var scan = Read(file, "/messages/1/content", "/m/k~11/x/1", "/a~1b", "/messages/5/content", "messages", "t", "/T/x", "nowhere");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo(
            "Text:yes \"you\" | Number:2 | Number:3 | - | Array:[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\",\"content\":\"yes \\\"you\\\"\"}] | - | - | -"));
    }

    [TestCase("say \"x\"")]
    [TestCase("a\\b")]
    [TestCase("<ü> 注文")]
    public void Fields_within_a_column_of_any_name_are_found(string name)
    {
        var scan = Read(Written($"SELECT {{'x': 'y'}} AS \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""), $"/{name}/x");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Text:y"));
    }

    /// <summary>Several chunks and row groups, whatever the codec: rows keep their order and their number.</summary>
    [TestCase("COMPRESSION uncompressed")]
    [TestCase("COMPRESSION snappy")]
    [TestCase("COMPRESSION gzip")]
    [TestCase("COMPRESSION zstd, PARQUET_VERSION v2")]
    [TestCase("COMPRESSION lz4_raw")]
    [TestCase("COMPRESSION brotli")]
    public void Rows_are_numbered_through_row_groups(string codec)
    {
        var scan = Read(Written("SELECT i AS id, CASE WHEN i % 10 > 0 THEN 'text ' || i END AS text FROM range(50000) t(i)", $"FORMAT parquet, ROW_GROUP_SIZE 7000, {codec}"), "id", "text");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows.Select(row => row.Location), Is.EqualTo(Enumerable.Range(1, 50_000).Select(row => new Location("a.parquet", 0, 0) { Row = row })));
        Assert.That(scan.Rows.Select(row => row.Values), Is.EqualTo(Enumerable.Range(0, 50_000).Select(i => $"Number:{i} | {(i % 10 > 0 ? $"Text:text {i}" : "Null:null")}")));
    }

    [Test]
    public void Rows_without_any_field_of_the_policy_are_records_all_the_same() =>
        Assert.That(Read(Written("SELECT 1 AS a FROM range(5000)"), "text").Rows, Has.Count.EqualTo(5000).And.All.Property("Values").EqualTo("-"));

    [Test]
    public void No_rows_are_no_problem() => Assert.That(Read(Written("SELECT 'x' AS text WHERE false"), "text") is { Rows.Count: 0, Problems.Count: 0 });

    [TestCase("it's.parquet")]
    [TestCase("a[1].parquet")]
    [TestCase("*.parquet")]
    [TestCase("what?.parquet")]
    [TestCase("x%20y \\ {a,b}.parquet")]
    [TestCase("s3:/bucket/x.parquet")]
    [TestCase("key=value/x.parquet")]
    [TestCase("d[0]*/x[1]?.parquet")]
    [TestCase("ü/注文.parquet")]
    public void A_name_is_taken_literally(string name)
    {
        if (OperatingSystem.IsWindows() && name.AsSpan().IndexOfAny("*?:\\") >= 0) Assert.Ignore("no file has such a name on Windows");
        ParquetWriter.Write(At("source"), "SELECT 'right' AS text");
        foreach (var decoy in new[] { "a1.parquet", "b.parquet", "whats.parquet", "d00/x11.parquet", "s3/x.parquet" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(At(decoy))!);
            ParquetWriter.Write(At(decoy), "SELECT 'wrong' AS text");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.Copy(At("source"), At(name), overwrite: true);
        var scan = Read(Input(name), "text", "key");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Text:right | -"));
    }

    [Test]
    public void Bytes_that_are_no_text_are_told_at_their_row_as_elsewhere()
    {
        var scan = Read(Written("SELECT unnest(['\\x61'::BLOB, '\\x62\\xFF\\x63'::BLOB, NULL]) AS text"), "text");
        Assert.That(scan.Values, Is.EqualTo("Text:a\nText:b\uFFFDc\nNull:null"));
        Assert.That(scan.Problems.Single(), Is.EqualTo(new Problem(
            ReadingProblemKind.InvalidUtf8, new Location("a.parquet", 0, 0) { Row = 2 }, "in the column 'text' the byte 0xFF is not UTF-8; it is read as U+FFFD")));
    }

    /// <summary>A file of two columns of one page each, with a checksum, as Apache Parquet's <i>parquet.thrift</i> has it; DuckDB writes none, and reads past a wrong one.</summary>
    private static byte[] WithChecksums(string text, string other, bool areRight)
    {
        var file = new List<byte>("PAR1"u8.ToArray());
        var columns = new List<byte>();
        foreach (var (name, value) in new[] { ("text", text), ("other", other) })
        {
            byte[] page = [.. BitConverter.GetBytes(value.Length), .. Encoding.UTF8.GetBytes(value)];
            var crc = Crc32.Of(page) ^ (areRight ? 0u : 1u);
            // type 0, unpacked and packed length, crc, data page: 1 value, plain, levels by RLE.
            byte[] head = [0x15, 0x00, 0x15, .. Varint(page.Length), 0x15, .. Varint(page.Length), 0x15, .. Varint(unchecked((int)crc)), 0x1C, 0x15, 0x02, 0x15, 0x00, 0x15, 0x06, 0x15, 0x06, 0x00, 0x00];
            var start = file.Count;
            file.AddRange([.. head, .. page]);
            // offset; meta: BYTE_ARRAY, [PLAIN], [name], uncompressed, 1 value, lengths, data page offset.
            columns.AddRange([0x26, .. Varint(start), 0x1C, 0x15, 0x0C, 0x19, 0x15, 0x00, 0x19, 0x18, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), 0x15, 0x00, 0x16, 0x02, 0x16, .. Varint(file.Count - start), 0x16, .. Varint(file.Count - start), 0x26, .. Varint(start), 0x00, 0x00]);
        }
        byte[] Leaf(string name) => [0x15, 0x0C, 0x25, 0x00, 0x18, (byte)name.Length, .. Encoding.UTF8.GetBytes(name), 0x25, 0x00, 0x00];
        byte[] footer =
        [
            0x15, 0x02, 0x19, 0x3C, 0x48, 0x01, (byte)'r', 0x15, 0x04, 0x00, .. Leaf("text"), .. Leaf("other"), 0x16, 0x02,
            0x19, 0x1C, 0x19, 0x2C, .. columns, 0x16, .. Varint(file.Count), 0x16, 0x02, 0x00, 0x00,
        ];
        return [.. file, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
    }

    private static byte[] Varint(long number)
    {
        var bytes = new List<byte>();
        for (var rest = (ulong)((number << 1) ^ (number >> 63)); ; rest >>= 7)
        {
            bytes.Add((byte)((rest & 0x7F) | (rest > 0x7F ? 0x80u : 0)));
            if (rest <= 0x7F) return [.. bytes];
        }
    }

    [Test]
    public void Pages_are_held_against_their_checksums_where_they_are_read()
    {
        var whole = Read(Bytes(WithChecksums("good text", "another", areRight: true)), "text", "other");
        Assert.That((whole.Kinds, whole.Values), Is.EqualTo(("", "Text:good text | Text:another")));
        var bytes = WithChecksums("good text", "another", areRight: true);
        bytes[bytes.AsSpan().IndexOf("good"u8)] = (byte)'f';
        Assert.That(Read(Bytes(bytes), "text").Problems.Single(), Is.EqualTo(new Problem(
            ReadingProblemKind.Unreadable, new Location("a.parquet", 0, 0), "the column 'text' has a page whose bytes are not those that were written: its checksum is another")));
        Assert.That(Read(Bytes(bytes), "other") is { Rows.Count: 1, Problems.Count: 0 }, "nobody asks for it");
        Assert.That(Read(Bytes(WithChecksums("good text", "another", areRight: false)), "other").Problems, Has.Count.EqualTo(1));
    }

    [Test]
    public void Columns_that_nobody_asks_for_are_not_read()
    {
        var bytes = File.ReadAllBytes(Written("SELECT 'good' AS text, 'marked text' AS other", "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 0").Path);
        bytes[bytes.AsSpan().IndexOf("marked"u8) + 1] = 0xFF;
        Assert.That(Read(Bytes(bytes, "b.parquet"), "text") is { Rows.Count: 1, Problems.Count: 0 });
    }

    /// <summary>What is a string by its column and isn't UTF-8 ends the reading.</summary>
    [Test]
    public void What_breaks_off_is_told_at_the_row_where_it_does()
    {
        var file = Written("SELECT 'text number ' || i AS text FROM range(20000) t(i)", "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 0, ROW_GROUP_SIZE 4096");
        var bytes = File.ReadAllBytes(file.Path);
        bytes[bytes.AsSpan().IndexOf("number 15000"u8)] = 0xFF;
        var scan = Read(Bytes(bytes, "b.parquet"), "text");
        Assert.That(scan.Rows, Has.Count.InRange(10_000, 15_000));
        Assert.That(scan.Problems.Select(found => found.Kind), Is.EqualTo(new[] { ReadingProblemKind.InvalidUtf8, ReadingProblemKind.Unreadable }));
        Assert.That(scan.Problems.Select(found => found.Location.Row), Is.All.EqualTo(scan.Rows.Count + 1));
        var problem = scan.Problems[1];
        Assert.That(problem.Detail, Does.StartWith("DuckDB says: ").And.Contains("not valid UTF8").And.EndsWith("nothing from here on was read").And.Not.Contains(_folder.Path));
    }

    [Test]
    public void A_record_beyond_the_limits_is_left_out()
    {
        var file = Written("SELECT repeat('x', CASE WHEN i = 1 THEN 3000 ELSE 10 END) AS text, [[[i]]] AS deep FROM range(3) t(i)");
        var options = new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 2000, Depth = 3 } };
        var scan = Scan.Of([file], ["text"], options: options);
        Assert.That((scan.Rows.Count, scan.Problems.Single().Kind, scan.Problems.Single().Location.Row), Is.EqualTo((2, ReadingProblemKind.LineTooLong, 2)));
        scan = Scan.Of([file], ["deep"], options: options);
        Assert.That((scan.Rows.Count, scan.Problems.Count(problem => problem.Kind == ReadingProblemKind.TooDeep)), Is.EqualTo((0, 3)));
    }

    [Test]
    public void A_tiny_file_of_one_huge_row_is_left_out_in_bounded_memory()
    {
        var file = Written("SELECT 'x' AS text, list_resize([NULL::INTEGER], 4000000) AS v", "FORMAT parquet, COMPRESSION zstd");
        Assert.That(file.Length, Is.LessThan(1000));
        var scan = Read(file, "/v/0");
        Assert.That((scan.Rows.Count, scan.Problems.Single().Kind), Is.EqualTo((0, ReadingProblemKind.LineTooLong)));
    }

    /// <summary>Metadata that nobody means well by is refused before anything is set aside for it.</summary>
    [TestCase("a list longer than the file", new byte[] { 0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 })]
    [TestCase("a text longer than the file", new byte[] { 0x68, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 })]
    [TestCase("a number without end", new byte[] { 0x16, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [TestCase("an unknown type", new byte[] { 0x1F, 0x00 })]
    public void Hostile_metadata_is_refused(string what, byte[] footer)
    {
        var problem = Read(Bytes([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]), "text").Problems.Single();
        Assert.That(problem.Kind, Is.EqualTo(ReadingProblemKind.Unreadable), what);
        Assert.That(problem.Detail, Does.StartWith("its metadata is"), what);
    }

    [Test]
    public void Columns_within_one_another_have_a_limit()
    {
        // The schema: a list of 1,000 groups, each the only child of the one before, and nothing more.
        byte[] element = [0x48, 0x01, (byte)'a', 0x15, 0x02, 0x00];
        byte[] footer = [0x29, 0xFC, 0xE8, 0x07, .. Enumerable.Repeat(element, 1000).SelectMany(bytes => bytes), 0x16, 0x00, 0x00];
        var problem = Read(Bytes([.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]), "text").Problems.Single();
        Assert.That(problem.Detail, Is.EqualTo("its columns nest deeper than 128"));
    }

    [Test]
    public void Conversations_are_read_from_it_where_the_format_says_so()
    {
        var file = Written("SELECT unnest([[{'role': 'user', 'content': 'hi'}, {'role': 'assistant', 'content': 'yes'}], NULL]) AS messages") with { Format = "chat" };
        var scan = Read(file, "prompt", "response");
        Assert.That(scan.Values, Is.EqualTo("Text:hi | Text:yes"));
        Assert.That((scan.Rows[0].Location.Row, scan.Problems.Single().Kind, scan.Problems.Single().Location.Row), Is.EqualTo((1, ReadingProblemKind.Malformed, 2)));
    }

    [Test]
    public void What_JSON_has_no_value_for_is_no_record_where_it_is_nested()
    {
        var scan = Read(Written("SELECT unnest([[1.5], ['nan'::DOUBLE], [2.5]]) AS v"), "v");
        Assert.That(scan.Values, Is.EqualTo("Array:[1.5]\nArray:[2.5]"));
        Assert.That((scan.Problems.Single().Kind, scan.Problems.Single().Location.Row), Is.EqualTo((ReadingProblemKind.Malformed, 2)));
    }

    [Test]
    public void A_file_cut_off_anywhere_is_told()
    {
        var bytes = File.ReadAllBytes(Written("SELECT 'text ' || i AS text FROM range(100) t(i)").Path);
        for (var length = 0; length < bytes.Length; length += 1 + (bytes.Length / 200))
        {
            var scan = Read(Bytes(bytes[..length], "b.parquet"), "text");
            Assert.That(scan.Rows, Is.Empty, $"cut at {length}");
            Assert.That(scan.Problems.Single().Kind, Is.EqualTo(length == 0 ? ReadingProblemKind.Unreadable : ReadingProblemKind.Truncated), $"cut at {length}");
        }
    }

    [TestCase("", "the file is empty")]
    [TestCase("{\"text\":\"x\"}\n", "not a Parquet file")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "Git LFS pointer")]
    [TestCase("PAREsomethingPARE", "encrypted")]
    [TestCase("PAR1\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000PAR1", "damaged")]
    [TestCase("PAR1\u0015\u0000\u0000\u0000PAR1", "longer than the file")]
    public void A_file_that_is_none_says_so(string content, string says)
    {
        var problem = Read(Bytes(Encoding.Latin1.GetBytes(content)), "text").Problems.Single();
        Assert.That(problem.Kind, Is.EqualTo(ReadingProblemKind.Unreadable));
        Assert.That(problem.Detail, Does.Contain(says));
    }

    [Test]
    public void A_folder_a_missing_file_and_a_changed_one_are_told()
    {
        Directory.CreateDirectory(At("d.parquet"));
        Assert.That(Read(new InputFile(At("d.parquet"), "d.parquet", 0), "text").Problems.Single().Detail, Is.EqualTo("this is a folder, not a file"));
        Assert.That(Read(new InputFile(At("gone.parquet"), "gone.parquet", 0), "text").Problems.Single().Detail, Is.EqualTo("the file does not exist"));
        Assert.That(Read(Written("SELECT 'x' AS text") with { Length = 5 }, "text").Problems.Single().Detail, Does.Contain("changed since it was listed"));
    }

    [Test]
    public void Packed_once_more_it_is_not_read() =>
        Assert.That(Read(Bytes([1, 2, 3], "a.parquet.gz"), "text").Problems.Single().Detail, Does.Contain("unpack it"));

    [Test]
    public void Without_its_library_the_file_is_told_with_what_mends_it()
    {
        var file = Written("SELECT 'x' AS text");
        DuckDbLibrary.Folder = _folder.Path;
        try
        {
            var problem = Read(file, "text").Problems.Single();
            Assert.That(problem.Kind, Is.EqualTo(ReadingProblemKind.NoLibrary));
            Assert.That(problem.Detail, Does.Contain(DuckDbLibrary.Variable));
        }
        finally
        {
            DuckDbLibrary.Folder = null;
        }
        Assert.That(Read(file, "text").Rows, Has.Count.EqualTo(1));
    }

    [Test]
    public void Shapes_are_read_from_it_by_no_guess()
    {
        var (records, fields) = FieldSurvey.Of([Written("SELECT 'two words' AS text, 'a' AS label, 3 AS n, [1] AS list, NULL AS none, '\\xFF'::BLOB AS bytes FROM range(1000)")]);
        Assert.That(records, Is.EqualTo(200));
        Assert.That(fields.Select(field => $"{field.Name} {field.Texts}/{field.Scalars}/{field.Prose}"),
            Is.EqualTo(new[] { "bytes 200/200/200", "label 200/200/0", "list 0/0/0", "n 0/200/0", "none 0/0/0", "text 200/200/200" }));
    }

    /// <summary>DuckDB takes names that differ in case alone for one, and gives the second column another name: which one is meant is not guessed.</summary>
    [TestCase("text")]
    [TestCase("TEXT")]
    public void A_column_that_stands_twice_is_not_read(string twin)
    {
        var content = File.ReadAllBytes(Written("SELECT 'a' AS tezt, 'b' AS text, 'c' AS other").Path);
        var at = 0;
        while (content.AsSpan(at).IndexOf("tezt"u8) is >= 0 and var next)
        {
            Encoding.ASCII.GetBytes(twin, content.AsSpan(at + next));
            at += next + twin.Length;
        }
        var scan = Read(Bytes(content), "other", "text");
        Assert.That(scan.Problems.Select(problem => (problem.Kind, problem.Detail)), Is.EqualTo(new[] { (ReadingProblemKind.Unreadable, "it has 2 columns whose names are 'text' or differ from it in case alone: rename one") }));
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(Read(Bytes(content), "other").Values, Is.EqualTo("Text:c"), "nobody asks for it");
    }

    [Test]
    public void Nothing_is_seen_of_a_file_that_is_not_whole() => Assert.That(FieldSurvey.Of([Bytes("PAR1xxxxPAR1"u8.ToArray())]).Records, Is.Zero);
}
