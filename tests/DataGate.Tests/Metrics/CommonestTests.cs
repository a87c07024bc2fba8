using DataGate.Documents;
using DataGate.Metrics.Diversity;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics;

internal sealed class CommonestTests
{
    /// <summary>Against sorting all.</summary>
    [Test]
    public void The_keys_with_the_most_records_come_first_and_of_equally_many_the_earliest([Values(0, 1, 4, 5, 6, 300)] int keys)
    {
        var random = new Random(keys);
        var table = new ThresholdTable<Copies>(1024);
        for (var i = 0; i < keys; i++)
            for (var times = random.Next(1, 5); times > 0; times--) table.Add((ulong)(i + 1) * 0x9E37_79B9_7F4A_7C15, Copies.One(Place.At(0, random.Next(1_000_000), 1)));
        var expected = table.Items.OrderByDescending(item => item.Value.Times).ThenBy(item => item.Value.First).Take(5).Select(item => item.Key);
        Assert.That(Commonest.Of(table, 5).Select(found => found.Key), Is.EqualTo(expected));
    }
}
