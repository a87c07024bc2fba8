using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Tests.Text;

/// <summary>Keys that an author chose to fall together don't: hashes have a seed that every author knows.</summary>
public sealed class SecretKeysTests
{
    private const int Keys = 1 << 16;

    private static readonly TestCaseData[] s_chosen =
    [
        new TestCaseData((Func<ulong, ulong>)(i => i << 40)) { TestName = "Equal low bits" },
        new TestCaseData((Func<ulong, ulong>)(i => (0xABCDUL << 48) | i)) { TestName = "Equal high bits" },
        new TestCaseData((Func<ulong, ulong>)(i => (i << 32) | (i ^ 0x5A5A))) { TestName = "Equal exclusive or of halves, as dictionaries fold them" },
        new TestCaseData((Func<ulong, ulong>)(i => i * 20_000_003)) { TestName = "Equal remainders" },
    ];

    [TestCaseSource(nameof(s_chosen))]
    public void Chosen_keys_spread(Func<ulong, ulong> key)
    {
        var places = Enumerable.Range(0, Keys).GroupBy(i => SecretKeys.Comparer.GetHashCode(key((ulong)i)) & (Keys - 1)).Select(place => place.Count()).ToList();
        var slots = Enumerable.Range(0, Keys).GroupBy(i => SecretKeys.Slot(key((ulong)i), 64 - 16)).Select(slot => slot.Count()).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(places.Max(), Is.LessThan(Keys / 16));
            Assert.That(slots.Max(), Is.LessThan(Keys / 16));
        });
    }

    [Test]
    public void Equal_keys_are_equal_and_others_are_not()
    {
        Assert.Multiple(() =>
        {
            Assert.That(SecretKeys.Comparer.Equals(7UL, 7UL) && SecretKeys.Comparer.Equals(-7L, -7L), Is.True);
            Assert.That(SecretKeys.Comparer.Equals(7UL, 8UL) || SecretKeys.Comparer.Equals(-7L, 7L), Is.False);
            Assert.That(SecretKeys.Comparer.GetHashCode(7UL), Is.EqualTo(SecretKeys.Comparer.GetHashCode(7L)));
        });
    }

    /// <summary>With places that can be chosen this takes most of an hour: each key walks past all that came before it.</summary>
    [Test]
    public void A_table_takes_a_million_keys_that_were_chosen_to_fall_together()
    {
        var table = new ThresholdTable<Count>(1 << 21);
        for (var i = 1UL; i <= 1_000_000; i++) table.Add(i << 42, new Count(1));
        Assert.That(table.Distinct, Is.EqualTo(1_000_000));
    }
}
