using DataGate.Text;

namespace DataGate.Tests.Text;

public class NGramsTests
{
    private static readonly ulong[] Tokens = [11, 22, 33, 22, 33, 44];

    [TestCase(0, 1, 0)]
    [TestCase(3, 1, 3)]
    [TestCase(3, 3, 1)]
    [TestCase(3, 4, 0)]
    public void Count(int tokens, int n, int expected) => Assert.That(NGrams.Count(tokens, n), Is.EqualTo(expected));

    [Test]
    public void Order_1_copies_the_tokens() => Assert.That(Hashes(1), Is.EqualTo(Tokens));

    [Test]
    public void Order_3_is_a_chain_of_pairs()
    {
        var hashes = Hashes(3);
        Assert.That(hashes, Has.Length.EqualTo(4));
        for (var i = 0; i < hashes.Length; i++)
            Assert.That(hashes[i], Is.EqualTo(Hash64.Pair(Hash64.Pair(Tokens[i], Tokens[i + 1]), Tokens[i + 2])));
    }

    [Test]
    public void Equal_n_grams_alone_hash_alike()
    {
        var hashes = Hashes(2);
        Assert.That(hashes[3], Is.EqualTo(hashes[1]));
        Assert.That(hashes.Distinct().Count(), Is.EqualTo(4));
    }

    [Test]
    public void Each_order_comes_from_the_one_before()
    {
        var hashes = Tokens.ToArray();
        for (var n = 2; n <= Tokens.Length + 2; n++)
        {
            var before = hashes.ToArray();
            NGrams.Extend(Tokens, n, hashes);
            var count = NGrams.Count(Tokens.Length, n);
            Assert.That(hashes[..count], Is.EqualTo(Hashes(n)), $"order {n}");
            Assert.That(hashes[count..], Is.EqualTo(before[count..]), $"order {n}");
        }
    }

    [Test]
    public void An_order_beyond_the_text_has_no_n_grams()
    {
        Assert.That(Hashes(7), Is.Empty);
        Assert.That(Hashes(100), Is.Empty);
        Assert.DoesNotThrow(() => NGrams.Hash([], 2, []));
    }

    [Test]
    public void Orders_below_the_first_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NGrams.Hash(Tokens, 0, new ulong[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => NGrams.Extend(Tokens, 1, new ulong[6]));
    }

    private static ulong[] Hashes(int n)
    {
        var hashes = new ulong[NGrams.Count(Tokens.Length, n)];
        NGrams.Hash(Tokens, n, hashes);
        return hashes;
    }
}
