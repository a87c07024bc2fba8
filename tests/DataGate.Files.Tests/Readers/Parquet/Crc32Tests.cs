using System.Text;
using DataGate.Files.Readers.Parquet.Format;

namespace DataGate.Files.Tests.Readers.Parquet;

public sealed class Crc32Tests
{
    /// <summary>Check values of CRC-32/ISO-HDLC (Williams, <i>A Painless Guide to CRC Error Detection Algorithms</i>) and of RFC 1952's code.</summary>
    [TestCase("", 0u)]
    [TestCase("a", 0xE8B7BE43u)]
    [TestCase("123456789", 0xCBF43926u)]
    [TestCase("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Published_values(string text, uint expected) => Assert.That(Crc32.Of(Encoding.ASCII.GetBytes(text)), Is.EqualTo(expected));

    [Test]
    public void It_goes_on_from_anywhere()
    {
        var bytes = new byte[1000];
        new Random(1).NextBytes(bytes);
        var whole = Crc32.Of(bytes);
        for (var at = 0; at <= bytes.Length; at++) Assert.That(Crc32.Of(bytes.AsSpan(at), Crc32.Of(bytes.AsSpan(0, at))), Is.EqualTo(whole));
    }
}
