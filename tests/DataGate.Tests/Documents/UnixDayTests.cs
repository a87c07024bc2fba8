using DataGate.Documents;

namespace DataGate.Tests.Documents;

public sealed class UnixDayTests
{
    [TestCase(0, "1970-01-01")]
    [TestCase(20_778, "2026-11-21")]
    [TestCase(-719_162, "0001-01-01")]
    [TestCase(-719_163, "0001-01-01")]
    [TestCase(int.MinValue, "0001-01-01")]
    [TestCase(2_932_896, "9999-12-31")]
    [TestCase(int.MaxValue, "9999-12-31")]
    public void A_day_is_shown_whatever_a_record_says(int day, string shown) => Assert.That(UnixDay.Show(day), Is.EqualTo(shown));
}
