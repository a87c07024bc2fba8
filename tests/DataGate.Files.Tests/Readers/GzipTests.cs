using System.IO.Compression;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Tests.Readers;

public sealed class GzipTests
{
    private const string Line = "{\"a\":1}\n";

    [TestCase("a.jsonl.gz", "{\"a\":1}\n{\"a\":2}\n")]
    [TestCase("a.NDJSON.GZ", "{\"a\":1}\n{\"a\":2}")]
    [TestCase("a.json.gz", "[{\"a\":1},\n{\"a\":2}]")]
    [TestCase("a.json.gz", "{\"a\":1}\n{\"a\":2}")]
    public void Packed_files_are_read(string name, string content)
    {
        var scan = Scan.Of(name, Pack(content), "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
    }

    [Test]
    public void All_members_are_read_as_one_text()
    {
        byte[] packed = [.. Pack("{\"a\":"), .. Pack(""), .. Pack("1}\n{\"a\":2"), .. Pack("}\n"), .. Pack("")];
        var scan = Scan.Of("a.jsonl.gz", packed, "a");
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
    }

    [Test]
    public void Lines_count_on_over_megabytes()
    {
        var scan = Scan.Of("a.jsonl.gz", Pack(Lines(200_000) + "x\n" + Line), "a");
        Assert.That(scan.Rows, Has.Count.EqualTo(200_001));
        Assert.That(scan.Rows[^1].Location.Line, Is.EqualTo(200_002));
        Assert.That(scan.Kinds, Is.EqualTo("Malformed(200001,1)"));
    }

    [Test]
    public void A_cut_off_file_is_truncated_at_the_line_reached_wherever_it_is_cut()
    {
        byte[] packed = [.. Pack(Noise(30)), .. Pack(Noise(30))];
        for (var length = 2; length < packed.Length; length++)
        {
            if (length == Pack(Noise(30)).Length) continue;
            var scan = Scan.Of("a.jsonl.gz", packed[..length], "a");
            Assert.That(scan.Kinds, Is.EqualTo($"Truncated({scan.Rows.Count + 1},1)"), $"cut at {length}");
            Assert.That(scan.Problems[0].Detail, Does.Contain("cut off"));
            if (length > Pack(Noise(30)).Length) Assert.That(scan.Rows, Has.Count.GreaterThanOrEqualTo(30), $"cut at {length}");
        }
    }

    [Test]
    public void A_cut_off_array_is_truncated()
    {
        var packed = Pack("[" + string.Join(",\n", Enumerable.Range(0, 50_000).Select(i => $"{{\"a\":{i}}}")) + "]");
        var scan = Scan.Of("a.json.gz", packed[..(packed.Length / 2)], "a");
        Assert.That(scan.Rows, Has.Count.InRange(1000, 49_000));
        Assert.That(scan.Problems.Single().Kind, Is.EqualTo(ReadingProblemKind.Truncated));
        Assert.That(scan.Problems.Single().Line, Is.EqualTo(scan.Rows.Count + 1));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(500)]
    [TestCase(1 << 20)]
    public void What_follows_the_packed_data_is_reported_behind_its_records(int garbage)
    {
        var scan = Scan.Of("a.jsonl.gz", [.. Pack(Lines(2)), .. Enumerable.Repeat((byte)'z', garbage)], "a");
        Assert.That(scan.Rows, Has.Count.EqualTo(2));
        Assert.That(scan.Kinds, Is.EqualTo("Unreadable(3,1)"));
        Assert.That(scan.Problems[0].Detail, Does.Contain("not gzip"));
    }

    [TestCase(new byte[] { 0x1F })]
    [TestCase(new byte[] { 0x1F, 0x8B })]
    [TestCase(new byte[] { 0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 })]
    public void What_starts_like_another_member_is_reported_too(byte[] garbage)
    {
        var scan = Scan.Of("a.jsonl.gz", [.. Pack(Lines(2)), .. garbage], "a");
        Assert.That(scan.Rows, Has.Count.EqualTo(2));
        Assert.That(scan.Problems.Single().Line, Is.EqualTo(3));
    }

    [Test]
    public void A_wrong_checksum_is_reported()
    {
        var packed = Pack(Lines(100));
        packed[^6] ^= 1;
        Assert.That(Scan.Of("a.jsonl.gz", packed, "a").Problems.Single().Detail, Is.EqualTo("the gzip data is damaged"));
    }

    [TestCase("", "empty")]
    [TestCase("{\"a\":1}\n", "not a gzip file")]
    [TestCase("version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer")]
    public void A_file_that_is_not_packed_says_so(string content, string says)
    {
        var scan = Scan.Of("a.jsonl.gz", content, "a");
        Assert.That(scan.Kinds, Is.EqualTo("Unreadable(0,0)"));
        Assert.That(scan.Problems[0].Detail, Does.Contain(says));
    }

    [Test]
    public void The_packed_text_may_be_unreadable_as_well() =>
        Assert.That(Scan.Of("a.jsonl.gz", Pack("\uFFFE{}", Encoding.Unicode), "a").Problems.Single().Detail, Does.Contain("UTF-16"));

    /// <summary>Members whose ends fall on every position of what is read at once.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(7)]
    [TestCase(64)]
    public void Members_may_end_anywhere(int readSize)
    {
        byte[] packed = [.. Enumerable.Range(0, 40).SelectMany(i => Pack(new string('x', i)))];
        using var stream = new WholeGzipStream(new Dribble(packed, readSize));
        using var content = new MemoryStream();
        stream.CopyTo(content);
        Assert.That(content.Length, Is.EqualTo(40 * 39 / 2));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat(Line, count));

    /// <summary>Lines that hardly compress.</summary>
    private static string Noise(int count)
    {
        var random = new Random(3);
        return string.Concat(Enumerable.Range(0, count).Select(_ => $"{{\"a\":{random.NextInt64()}}}\n"));
    }

    private static byte[] Pack(string content, Encoding? encoding = null)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal)) stream.Write((encoding ?? new UTF8Encoding()).GetBytes(content));
        return packed.ToArray();
    }

    private sealed class Dribble(byte[] bytes, int readSize) : ReadOnlyStream
    {
        private int _read;

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(readSize, buffer.Length), bytes.Length - _read);
            bytes.AsSpan(_read, count).CopyTo(buffer);
            _read += count;
            return count;
        }
    }
}
