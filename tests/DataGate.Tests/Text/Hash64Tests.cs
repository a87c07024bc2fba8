using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class Hash64Tests
{
    private const ulong Prime = 2654435761;

    [TestCase("", 0xEF46DB3751D8E999UL)]
    [TestCase("a", 0xD24EC4F1A98C6E5BUL)]
    [TestCase("abc", 0x44BC2CF5AD770999UL)]
    public void Known_digests(string text, ulong expected) =>
        Assert.That(Hash64.Of(Encoding.ASCII.GetBytes(text), 0), Is.EqualTo(expected));

    /// <summary>xxHash's own sanity test: the first bytes of its generated buffer, with and without a seed.</summary>
    [TestCase(0, 0UL, 0xEF46DB3751D8E999UL)]
    [TestCase(0, Prime, 0xAC75FDA2929B17EFUL)]
    [TestCase(1, 0UL, 0xE934A84ADB052768UL)]
    [TestCase(1, Prime, 0x5014607643A9B4C3UL)]
    [TestCase(4, 0UL, 0x9136A0DCA57457EEUL)]
    [TestCase(4, Prime, 0xCAAB286BD8E9FDB5UL)]
    [TestCase(14, 0UL, 0x8282DCC4994E35C8UL)]
    [TestCase(14, Prime, 0xC3BD6BF63DEB6DF0UL)]
    [TestCase(222, 0UL, 0xB641AE8CB691C174UL)]
    [TestCase(222, Prime, 0x20CB8AB7AE10C14AUL)]
    public void Sanity_vectors_of_xxHash(int length, ulong seed, ulong expected) =>
        Assert.That(Hash64.Of(SanityBuffer(length), seed), Is.EqualTo(expected));

    /// <summary>Every length around the edges of 4, 8 and 32 bytes; the expected sum is of an independent transcription of the specification.</summary>
    [Test]
    public void Every_length_is_as_specified()
    {
        var buffer = SanityBuffer(200);
        ulong sum = 0;
        for (var length = 0; length <= buffer.Length; length++) sum = (sum * 31) + Hash64.Of(buffer.AsSpan(0, length), 7);
        Assert.That(sum, Is.EqualTo(0x73847B421E649CFA));
    }

    [Test]
    public void A_slice_hashes_alike_whatever_stands_behind_it()
    {
        var buffer = SanityBuffer(64);
        for (var length = 0; length <= 20; length++)
        {
            for (var start = 0; start + length <= buffer.Length; start++)
                Assert.That(Hash64.Of(buffer, start, length, 7), Is.EqualTo(Hash64.Of(buffer.AsSpan(start, length), 7)), $"{start}, {length}");
        }
    }

    [Test]
    public void A_pair_has_an_order()
    {
        var random = new Random(1);
        for (var i = 0; i < 1000; i++)
        {
            ulong first = (ulong)random.NextInt64(), second = (ulong)random.NextInt64();
            Assert.That(Hash64.Pair(first, second), Is.Not.EqualTo(Hash64.Pair(second, first)));
        }
        Assert.That(Hash64.Pair(0, 1), Is.Not.EqualTo(Hash64.Pair(1, 0)));
    }

    /// <summary>Saved sketches hold these: a change needs a new version of theirs.</summary>
    [Test]
    public void A_pair_hashes_the_same_in_every_version() =>
        Assert.That(Hash64.Pair(Hash64.Of("one"u8, 0), Hash64.Of("two"u8, 0)), Is.EqualTo(2144419042419613887UL));

    private static byte[] SanityBuffer(int length)
    {
        var bytes = new byte[length];
        var generator = Prime;
        for (var i = 0; i < length; i++)
        {
            bytes[i] = (byte)(generator >> 56);
            generator *= 11400714785074694797;
        }
        return bytes;
    }
}
