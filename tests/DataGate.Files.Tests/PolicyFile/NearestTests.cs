using DataGate.Files.PolicyFile.Checking;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class NearestTests
{
    [TestCase("", "", 0)]
    [TestCase("abc", "", 3)]
    [TestCase("", "abc", 3)]
    [TestCase("abc", "abc", 0)]
    [TestCase("abc", "abd", 1)]
    [TestCase("abc", "acb", 1)]
    [TestCase("ab", "xaby", 2)]
    [TestCase("kitten", "sitting", 3)]
    [TestCase("ca", "abc", 3)]
    public void Distance_counts_changes_and_swaps(string a, string b, int distance)
    {
        Assert.That(Nearest.Distance(a, b), Is.EqualTo(distance));
        Assert.That(Nearest.Distance(b, a), Is.EqualTo(distance));
    }

    [TestCase("maxx", "max")]
    [TestCase("mni", "min")]
    [TestCase("MAX", "max")]
    [TestCase("vocabulary", null)]
    [TestCase("x", "y")]
    [TestCase("", null)]
    public void The_nearest_word_is_offered_where_it_is_near(string word, string? expected) =>
        Assert.That(Nearest.To(word, ["min", "max", "warn", .. word.Length == 1 ? (string[])["y"] : []]), Is.EqualTo(expected));

    [Test]
    public void A_word_of_any_length_costs_little() => Assert.That(Nearest.To(new string('m', 1_000_000), ["min"]), Is.Null);
}
