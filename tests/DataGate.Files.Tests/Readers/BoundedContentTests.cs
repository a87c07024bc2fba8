using System.Text;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>A few bytes that unpack to gigabytes are not read to their end, and it is said; what is in proportion, or small, always is.</summary>
public sealed class BoundedContentTests
{
    private const int Rows = 200_000;
    private const string Row = "{\"a\":1}\n";

    [TestCase(".br")]
    [TestCase(".zst")]
    public void What_is_out_of_all_proportion_is_told(string extension)
    {
        var packed = Packer.Pack(extension, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Row, Rows))));
        var scan = Read(extension, packed, packed.Length);
        Assert.That(scan.Problems.Single().Detail, Does.StartWith("it unpacks to more than 1,000 times its bytes"));
        Assert.That(scan.Rows, Has.Count.LessThan(Rows).And.Count.EqualTo(scan.Problems.Single().Line - 1));
    }

    [TestCase(".br", Rows * 8)]
    [TestCase(".gz", 1)]
    public void What_is_small_or_in_proportion_is_read(string extension, long unpacked)
    {
        var scan = Read(extension, Packer.Pack(extension, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Row, Rows)))), unpacked);
        Assert.That(scan.Problems, Is.Empty);
        Assert.That(scan.Rows, Has.Count.EqualTo(Rows));
    }

    private static Scan Read(string extension, byte[] packed, long unpacked)
    {
        using var folder = new TempFolder();
        return Scan.Of([folder.Write("a.jsonl" + extension, packed)], ["a"], options: new ScanOptions { Threads = 1, Limits = new ReadingLimits { Unpacked = unpacked } });
    }
}
