using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Tests.Readers;

/// <summary>What holds of every packing. A packed file is read to its very end, or it is told that it wasn't.</summary>
[TestFixture(".gz", "gzip")]
[TestFixture(".br", "Brotli")]
[TestFixture(".bz2", "bzip2")]
[TestFixture(".zst", "Zstandard")]
public sealed class PackingTests(string extension, string packing)
{
    private byte[] Pack(string content) => Packer.Pack(extension, Encoding.UTF8.GetBytes(content));

    private Scan Read(byte[] packed, string name = "a.jsonl") => Scan.Of(name + extension, packed, "a");

    /// <summary>Whether streams may stand one behind the other.</summary>
    private bool Joins => extension != ".br";

    /// <summary>Lines that hardly compress.</summary>
    private static string Noise(int count)
    {
        var random = new Random(3);
        return string.Concat(Enumerable.Range(0, count).Select(_ => $"{{\"a\":{random.NextInt64()}}}\n"));
    }

    [TestCase("a.jsonl", "{\"a\":\"1\"}\n{\"a\":\"2\"}\n")]
    [TestCase("a.NDJSON", "{\"a\":\"1\"}\n{\"a\":\"2\"}")]
    [TestCase("a.json", "[{\"a\":\"1\"},\n{\"a\":\"2\"}]")]
    [TestCase("a.csv", "a\n1\n2\n")]
    [TestCase("a.tsv", "b\ta\nx\t1\ny\t2\n")]
    public void Every_format_is_read(string name, string content)
    {
        var scan = Read(Pack(content), name);
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Text:1\nText:2"));
    }

    [Test]
    public void The_name_may_be_in_any_case() => Assert.That(Scan.Of("A.JSONL" + extension.ToUpperInvariant(), Pack("{\"a\":1}\n"), "a").Values, Is.EqualTo("Number:1"));

    [Test]
    public void Streams_one_behind_the_other_are_one_text()
    {
        if (!Joins) Assert.Ignore("one stream is all that it has");
        var scan = Read([.. Pack("{\"a\":"), .. Pack(""), .. Pack("1}\n{\"a\":2"), .. Pack("}\n"), .. Pack("")]);
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Values, Is.EqualTo("Number:1\nNumber:2"));
    }

    [Test]
    public void Nothing_packed_is_no_records()
    {
        var packed = Pack("");
        if (packed.Length == 0) Assert.Ignore("the packer makes nothing of nothing");
        var scan = Read(packed);
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows, Is.Empty);
    }

    [Test]
    public void Lines_count_on_over_megabytes()
    {
        var scan = Read(Pack(Noise(200_000) + "x\n{\"a\":1}\n"));
        Assert.That(scan.Rows, Has.Count.EqualTo(200_001));
        Assert.That(scan.Rows[^1].Location.Line, Is.EqualTo(200_002));
        Assert.That(scan.Kinds, Is.EqualTo("Malformed(200001,1)"));
    }

    [Test]
    public void A_cut_off_file_is_told_wherever_it_is_cut()
    {
        var first = Pack(Noise(30));
        byte[] packed = Joins ? [.. first, .. Pack(Noise(30))] : first;
        for (var length = 1; length < packed.Length; length++)
        {
            if (Joins && length == first.Length) continue;
            var problem = Read(packed[..length]).Problems.Single();
            // Of a stream's very first bytes nobody can say that they are the start of one.
            if (length < 4 || (length > first.Length && length < first.Length + 4)) Assert.That(problem.Kind, Is.EqualTo(ReadingProblemKind.Truncated).Or.EqualTo(ReadingProblemKind.Unreadable), $"cut at {length}");
            else Assert.That((problem.Kind, problem.Detail), Is.EqualTo((ReadingProblemKind.Truncated, $"the {packing} data is cut off")), $"cut at {length}");
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(500)]
    [TestCase(1 << 20)]
    public void What_follows_the_packed_data_is_told_behind_its_records(int garbage)
    {
        var scan = Read([.. Pack("{\"a\":1}\n{\"a\":2}\n"), .. Enumerable.Repeat((byte)'z', garbage)]);
        Assert.That(scan.Rows, Has.Count.EqualTo(2));
        Assert.That(scan.Problems.Single().Line, Is.EqualTo(3));
        Assert.That(scan.Problems.Single().Kind, Is.EqualTo(ReadingProblemKind.Unreadable).Or.EqualTo(ReadingProblemKind.Truncated));
    }

    /// <summary>What has a checksum is never read wrongly without a word, and what hasn't never ends without one.</summary>
    [Test]
    public void Damage_is_told_or_harmless()
    {
        var content = Noise(40);
        var (packed, good) = (Pack(content), Read(Pack(content)).Values);
        var told = 0;
        for (var at = 0; at < packed.Length; at++)
        {
            packed[at] ^= 0x10;
            var scan = Read(packed);
            if (scan.Problems.Count > 0) told++;
            else if (extension != ".br") Assert.That(scan.Values, Is.EqualTo(good), $"byte {at}");
            packed[at] ^= 0x10;
        }
        Assert.That(told, Is.GreaterThan(packed.Length / 2));
    }

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "Git LFS pointer")]
    [TestCase("", "the file is empty")]
    public void A_file_that_is_not_packed_says_so(string content, string says)
    {
        var scan = Read(Encoding.UTF8.GetBytes(content));
        Assert.That(scan.Kinds, Is.EqualTo("Unreadable(0,0)"));
        Assert.That(scan.Problems[0].Detail, Does.Contain(says));
    }

    [Test]
    public void Text_under_the_name_is_told()
    {
        var scan = Read("{\"a\":1}\n"u8.ToArray());
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems.Single().Kind, Is.EqualTo(ReadingProblemKind.Unreadable).Or.EqualTo(ReadingProblemKind.Truncated));
    }

    /// <summary>A small file that unpacks to one endless line is read in bounded memory.</summary>
    [Test]
    public void A_bomb_is_a_line_too_long()
    {
        var packed = Packer.Pack(extension, new byte[64 << 20].Select(_ => (byte)' ').ToArray());
        Assert.That(packed, Has.Length.LessThan(100_000));
        using var folder = new TempFolder();
        var before = GC.GetTotalAllocatedBytes();
        var scan = Scan.Of([folder.Write("a.jsonl" + extension, packed)], ["a"], options: new ScanOptions { Threads = 1, Limits = new ReadingLimits { RecordLength = 1 << 16 } });
        Assert.That(scan.Kinds, Is.EqualTo("LineTooLong(1,1)"));
        Assert.That(GC.GetTotalAllocatedBytes() - before, Is.LessThan(48 << 20));
    }

    [Test]
    public void It_is_never_cut_into_chunks()
    {
        var file = new InputFile("x", "a.jsonl" + extension, 10 << 20);
        Assert.That((ScanPlan.For([file]).Chunks.Length, file.Extension, file.Packing!.Name), Is.EqualTo((1, ".jsonl", packing)));
    }

    [Test]
    public void The_first_records_are_seen() =>
        Assert.That(Fields(Pack("{\"a\": \"two words\"}\n")), Is.EqualTo(new[] { "a" }));

    private string[] Fields(byte[] packed)
    {
        using var folder = new TempFolder();
        return [.. FieldSurvey.Of([folder.Write("x.jsonl" + extension, packed)]).Fields.Select(field => field.Name)];
    }

    [Test]
    public void The_catalog_has_it() => Assert.That(PackingCatalog.All.Select(each => (each.Extension, each.Name)), Does.Contain((extension, packing)));

    /// <summary>A frame that says how far it looks back, and holds one line as it is (RFC 8878, 3.1.1.1.2).</summary>
    [TestCase(27, true)]
    [TestCase(28, false)]
    [TestCase(31, false)]
    public void A_window_beyond_the_limit_is_told_in_its_own_words(int log, bool isRead)
    {
        if (extension != ".zst") Assert.Ignore("Zstandard alone has windows");
        if (PackingCatalog.Of("a.zst")!.WhyNot is { } whyNot) Assert.Ignore(whyNot);
        var line = "{\"a\":1}\n"u8.ToArray();
        var scan = Read([0x28, 0xB5, 0x2F, 0xFD, 0, (byte)((log - 10) << 3), (byte)((line.Length << 3) | 1), 0, 0, .. line]);
        if (isRead) Assert.That(scan.Values, Is.EqualTo("Number:1"));
        else Assert.That(scan.Problems.Single().Detail, Is.EqualTo("it takes a window of more than 128 MiB to unpack it ('zstd --long'): pack it anew, as 'zstd -dc --long=31 OLD.zst | zstd -o NEW.zst' does"));
    }
}
