using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

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

    /// <summary>What a whole holds, the parts of it that are kept hold as well.</summary>
    [Test]
    public void A_sample_never_holds_a_quarter_more_than_it_may([Values] bool isInParts)
    {
        var (needs, most) = (Sets.Needs([], sketches: new SketchOptions(1 << 12, 100, 1 << 20)) with { Whole = [SketchKind.Sample] }, 0);
        DatasetScan New() => new(needs, _ => FileOrigin.None);
        var whole = New();
        for (var i = 0; i < 2_000; i++)
        {
            var set = isInParts ? New() : whole;
            Sets.AddTo(set, [new Row($"text {i}", "human")], firstLine: i);
            if (isInParts) whole.Merge(set);
            most = Math.Max(most, whole.Whole.Leaf(RecordOrigin.Human).Get<DocumentSample>(SketchKind.Sample).Count);
        }
        Assert.That(most, Is.EqualTo(125));
    }
}
