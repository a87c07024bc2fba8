using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics;

/// <summary>A sampled text keeps the first places of all that it was seen at, in whatever order and parts they come.</summary>
public sealed class SampledTextTests
{
    [Test]
    public void The_first_places_are_kept_in_order()
    {
        var random = new Random(5);
        for (var round = 0; round < 400; round++)
        {
            var places = Enumerable.Range(0, random.Next(12)).Select(_ => Place.At(random.Next(3), random.Next(6), 1)).ToArray();
            var (whole, part) = (new SampledText(1, []), new SampledText(1, []));
            var cut = random.Next(places.Length + 1);
            foreach (var place in places.Take(cut)) whole.Add(1, [place]);
            part.Add(places.Length - cut, places.AsSpan(cut));
            whole.Add(part);
            Assert.That(whole.Times, Is.EqualTo(places.Length));
            Assert.That(whole.Places, Is.EqualTo(places.Order().Take(SampledText.MaxPlaces)), $"round {round}");
        }
    }
}
