using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class WilsonTests
{
    /// <summary>The score intervals (method 3) of Newcombe 1998, <i>Two-sided confidence intervals for the single proportion</i>, table I, to its 4 digits.</summary>
    [TestCase(81, 263, 0.2553, 0.3662)]
    [TestCase(15, 148, 0.0624, 0.1605)]
    [TestCase(0, 20, 0, 0.1611)]
    [TestCase(1, 29, 0.0061, 0.1718)]
    public void It_is_the_published_interval(int seen, int records, double low, double high)
    {
        var share = (double)seen / records;
        Assert.Multiple(() =>
        {
            Assert.That(Wilson.Low(share, records), Is.EqualTo(low).Within(5e-5));
            Assert.That(Wilson.High(share, records), Is.EqualTo(high).Within(5e-5));
        });
    }

    [Test]
    public void All_seen_is_the_mirror_of_none_seen() =>
        Assert.Multiple(() =>
        {
            Assert.That(Wilson.Low(1, 20), Is.EqualTo(1 - Wilson.High(0, 20)).Within(1e-15));
            Assert.That(Wilson.High(1, 20), Is.EqualTo(1));
        });
}
